// Made of openapi.json by generate.mjs; after a change of the API run ./dev fix.

export interface paths {
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Account
         * @description Return one's own account.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/logins/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Other Logins
         * @description Log out every other browser.
         */
        post: operations["endOtherLogins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Choose another password; every other browser is logged out.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Second Factor
         * @description Make a secret for an authenticator app; it counts when a code of it was confirmed.
         */
        post: operations["beginSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Second Factor
         * @description Turn two-factor login on with the first code of the app.
         */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/second-factor/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Second Factor
         * @description Turn two-factor login off.
         */
        post: operations["endSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Alerts
         * @description List the rules, each as its last check left it.
         */
        get: operations["listAlerts"];
        put?: never;
        /**
         * Create Alert
         * @description Save a rule; it is checked within seconds, and then every minute.
         */
        post: operations["createAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{ruleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Alert
         * @description Put another rule in its place; it begins anew.
         */
        put: operations["changeAlert"];
        post?: never;
        /**
         * Delete Alert
         * @description Delete a rule with its history.
         */
        delete: operations["deleteAlert"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Channels
         * @description List where alerts can go.
         */
        get: operations["listChannels"];
        put?: never;
        /**
         * Create Channel
         * @description Save a webhook or a mailbox; the secret of a webhook is told this one time.
         */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Channel
         * @description Delete a channel; rules go on without it.
         */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        /**
         * Change Channel
         * @description Change name or target.
         */
        patch: operations["changeChannel"];
        trace?: never;
    };
    "/api/alerts/channels/{channelId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Channel
         * @description Send a test at once, and say what became of it.
         */
        post: operations["testChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deliveries
         * @description List what was sent to channels, with the reason of what was not.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/firings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Firings
         * @description List when rules held, newest first.
         */
        get: operations["listFirings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Alert
         * @description Say what a rule would find at this moment, without saving it.
         */
        post: operations["readAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Breakdown
         * @description Return the same numbers by source, device, country or another dimension.
         */
        get: operations["readBreakdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Capture
         * @description Return of every page view whether it was recorded, and if not, why.
         */
        get: operations["readCapture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Errors
         * @description Return errors of the pages, those of one cause together.
         */
        get: operations["readPageErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Events
         * @description Return what the sessions did, by name.
         */
        get: operations["readEventNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/events/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Event
         * @description Return properties and moments of the custom events of one name.
         */
        get: operations["readEventName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/export/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Table
         * @description Download a table with the parameters of its call; noted in the audit log.
         */
        get: operations["exportTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Funnel
         * @description Return how many sessions took the steps in their order.
         */
        get: operations["readFunnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/funnel/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Funnel Sessions
         * @description Return the sessions behind a step of a funnel.
         */
        get: operations["listFunnelSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Goals
         * @description Return how many sessions and visitors reached each of the project's goals.
         */
        get: operations["readGoals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/goals/{goalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Goal
         * @description Return one goal over time, and by source, entry page or another dimension.
         */
        get: operations["readGoal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/journeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Journeys
         * @description Return which pages the sessions saw one after the other.
         */
        get: operations["readJourneys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Overview
         * @description Return the numbers of the sessions that began in the range.
         */
        get: operations["readOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Page
         * @description Return one page: its numbers, over time, and the pages before and after it.
         */
        get: operations["readPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Pages
         * @description Return what the sessions did page by page.
         */
        get: operations["readPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Performance
         * @description Return web vitals, and one of them by device, page and element.
         */
        get: operations["readPerformance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/performance/elements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Vital Elements
         * @description Return the elements of a page behind a vital, with what finds them on its recording.
         */
        get: operations["readVitalElements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/realtime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Realtime
         * @description Return the last half hour by the minute, and what goes on now.
         */
        get: operations["readRealtime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Retention
         * @description Return how many visitors came back, by the period of their first session.
         */
        get: operations["readRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/rows/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Rows
         * @description Download the rows behind all numbers as Parquet; noted in the audit log.
         */
        get: operations["exportRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/timeseries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Timeseries
         * @description Return the same numbers by hour, day, week or month of the question's time zone.
         */
        get: operations["readTimeseries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Annotations
         * @description Return the notes of a range, and when pages changed in it.
         */
        get: operations["listAnnotations"];
        put?: never;
        /**
         * Create Annotation
         * @description Write a note; open screens show it at once.
         */
        post: operations["createAnnotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/annotations/{annotationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Annotation
         * @description Delete a note.
         */
        delete: operations["deleteAnnotation"];
        options?: never;
        head?: never;
        /**
         * Change Annotation
         * @description Change text, moment or page of a note.
         */
        patch: operations["changeAnnotation"];
        trace?: never;
    };
    "/api/auth/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Invitation
         * @description Choose the first password with the link of an invitation, and be logged in.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log In
         * @description Log in; a wrong password and an unknown person get the same answer after the same time.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log Out
         * @description End the login.
         */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Me
         * @description Return who is logged in, with their projects.
         */
        get: operations["readMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Setup State
         * @description Tell whether this instance still waits for its first owner, and how people log in.
         */
        get: operations["readSetupState"];
        put?: never;
        /**
         * Set Up
         * @description Make the first owner and the first project, with the link that the server printed.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Begin Sign On
         * @description Send the browser to the provider.
         */
        get: operations["beginSignOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-on/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finish Sign On
         * @description Take the provider's answer and log in whoever is a member already.
         */
        get: operations["finishSignOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/digests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Digest
         * @description Say whether one gets the digest of a project, and when the next one is sent.
         */
        get: operations["readDigest"];
        /**
         * Change Digest
         * @description Get the digest, or no longer.
         */
        put: operations["changeDigest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/digests/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Digest
         * @description Return what the digest of the last week says.
         */
        get: operations["previewDigest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/digests/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Unsubscribe
         * @description Ask whether to unsubscribe: programs that open every link of a letter change nothing.
         */
        get: operations["showUnsubscribe"];
        put?: never;
        /**
         * Unsubscribe
         * @description End the digest of a member, by the signed link of a letter and without a login (RFC 8058).
         */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funnels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Funnels
         * @description List saved funnels; `readFunnel` has the numbers of steps.
         */
        get: operations["listFunnels"];
        put?: never;
        /**
         * Create Funnel
         * @description Save steps under a name.
         */
        post: operations["createFunnel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/funnels/{funnelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Funnel
         * @description Delete a saved funnel.
         */
        delete: operations["deleteFunnel"];
        options?: never;
        head?: never;
        /**
         * Change Funnel
         * @description Change name or steps.
         */
        patch: operations["changeFunnel"];
        trace?: never;
    };
    "/api/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Goals
         * @description List what counts as success; `readGoals` has their numbers.
         */
        get: operations["listGoals"];
        put?: never;
        /**
         * Create Goal
         * @description Save a goal; it counts what is stored already, too.
         */
        post: operations["createGoal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/goals/{goalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Goal
         * @description Delete a goal; alerts about it say that it is gone.
         */
        delete: operations["deleteGoal"];
        options?: never;
        head?: never;
        /**
         * Change Goal
         * @description Change name or definition.
         */
        patch: operations["changeGoal"];
        trace?: never;
    };
    "/api/live/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Live Runs
         * @description List the runs of a project, also those that have ended, newest first.
         */
        get: operations["listLiveRuns"];
        put?: never;
        /**
         * Start Live Run
         * @description Record every connected visitor who fits; with a filter that a run has already, that run.
         */
        post: operations["startLiveRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live/runs/{recordingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Live Run
         * @description Return a run with the sessions that it has recorded.
         */
        get: operations["readLiveRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live/runs/{recordingId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop Live Run
         * @description End a run; its sessions are saved like all others. Once more changes nothing.
         */
        post: operations["stopLiveRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Live Ticket
         * @description Return what opens `/live/admin` for the person of this login, once, within a minute.
         */
        post: operations["createLiveTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live/visitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Live Visitors
         * @description List who is online.
         */
        get: operations["listLiveVisitors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase Data
         * @description Delete all sessions of a subject, for good; what comes late of them is dropped.
         */
        post: operations["eraseData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/erasures/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Erasure
         * @description Count what an erasure would delete; nothing is deleted.
         */
        post: operations["previewErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Visitor
         * @description Download everything about one visitor, identity or session as a zip.
         */
        get: operations["exportVisitor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Data Map
         * @description Say what is stored, for what, from where, and for how long.
         */
        get: operations["readDataMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/redactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count Redaction
         * @description Begin to count what a rule would hide in stored recordings; nothing changes yet.
         */
        post: operations["countRedaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Data Requests
         * @description List erasures and redactions with how far they are, newest first.
         */
        get: operations["listDataRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Data Request
         * @description Return one request.
         */
        get: operations["readDataRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/requests/{requestId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Data Request
         * @description Drop a redaction that is not confirmed; its text or selector is forgotten.
         */
        post: operations["cancelDataRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/requests/{requestId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Redaction
         * @description Let a counted redaction change the stored recordings, for good.
         */
        post: operations["confirmRedaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/requests/{requestId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Receipt
         * @description Download what was done: counts, hashes of ids, a digest.
         */
        get: operations["readReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Projects
         * @description List the projects that the one who asks may see.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create Project
         * @description Make a project; whoever owns one may make more and owns them.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{projectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Project
         * @description Return one project.
         */
        get: operations["readProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Project
         * @description Change the name or the settings; a missing field stays.
         */
        patch: operations["changeProject"];
        trace?: never;
    };
    "/api/projects/{projectId}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Audit Log
         * @description Return who did what, newest first.
         */
        get: operations["readAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{projectId}/audit/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify Audit Log
         * @description Check that nobody changed the audit log after it was written.
         */
        get: operations["verifyAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{projectId}/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Install Status
         * @description Tell whether the tracker was seen on any page.
         */
        get: operations["readInstallStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{projectId}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Project Key
         * @description Replace the tracker's key; pages with the old one are refused from now on.
         */
        post: operations["rotateProjectKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{projectId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Members
         * @description List everyone of a project.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Add Member
         * @description Add someone; a person without a login gets a one-time link, handed over by the inviter.
         */
        post: operations["addMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{projectId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Member
         * @description Take a member's access away, at once.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change Member Role
         * @description Give a member another role, at most one's own.
         */
        patch: operations["changeMemberRole"];
        trace?: never;
    };
    "/api/projects/{projectId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Api Tokens
         * @description List a project's tokens, without their texts.
         */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Create Api Token
         * @description Make a token; its text is shown this once. No token makes one that may do more.
         */
        post: operations["createApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{projectId}/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Api Token
         * @description Make a token worthless, at once.
         */
        delete: operations["deleteApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Segments
         * @description List the project's shared segments and one's own.
         */
        get: operations["listSegments"];
        put?: never;
        /**
         * Create Segment
         * @description Save filters under a name; a shared one needs the role analyst.
         */
        post: operations["createSegment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{segmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Segment
         * @description Delete a segment; a shared one needs the role analyst.
         */
        delete: operations["deleteSegment"];
        options?: never;
        head?: never;
        /**
         * Change Segment
         * @description Change name, filters or sharing; a shared one needs the role analyst.
         */
        patch: operations["changeSegment"];
        trace?: never;
    };
    "/api/shared/assets/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Shared Asset
         * @description Return a style sheet, image or font that what is shared refers to.
         */
        get: operations["readSharedAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/console": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shared Console Messages
         * @description List the console messages of the shared session, where the link shows details.
         */
        get: operations["listSharedConsoleMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Shared Events
         * @description Stream rrweb events of the shared session, as `readEvents` does, masked.
         */
        get: operations["readSharedEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/heatmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Shared Heatmap
         * @description Return the shared map with its elements, without the sessions behind it.
         */
        get: operations["readSharedHeatmap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Share Link
         * @description Open a share link: it is counted, and gives a pass that reads what the link shows.
         */
        post: operations["openShareLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Shared Page
         * @description Stream the events that draw one of the pages that the shared map lies on, masked.
         */
        get: operations["readSharedPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Shared Picture
         * @description Return the recorded page that the shared map is drawn on; null where nobody was recorded.
         */
        get: operations["readSharedPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shared Requests
         * @description List the requests of the shared session, where the link shows details.
         */
        get: operations["listSharedRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Shared Session
         * @description Return the shared session without whose it was and where from.
         */
        get: operations["readSharedSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Share Links
         * @description List a project's share links with how often they were opened, without their texts.
         */
        get: operations["listShareLinks"];
        put?: never;
        /**
         * Create Share Link
         * @description Make a link that shows one replay or one heatmap to whoever has it; told this once.
         */
        post: operations["createShareLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{shareId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Share Link
         * @description End a share link at once, also for those who look at it.
         */
        delete: operations["revokeShareLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Storage
         * @description Say what the project takes on the disk, until when there is room, and what would go.
         */
        get: operations["readStorage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a style sheet, image or font; answered when it is on disk.
         * @description The same content again is acknowledged and changes nothing.
         */
        post: operations["sendAsset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/assets/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Asset
         * @description Return a style sheet, image or font that recordings of this project refer to.
         */
        get: operations["readAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/assets/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which of these assets the project does not have. */
        post: operations["askMissingAssets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Tracking Config
         * @description Say how pages with this key are recorded; the tracker only ever tightens by it.
         */
        get: operations["readTrackingConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Costs
         * @description Say what recording costs the visitors, as their browsers measured it.
         */
        get: operations["readCosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one batch of one tab; answered when it is on disk.
         * @description The project's public key stands in the body. The same (session, tabId, seq) again is acknowledged and changes nothing.
         */
        post: operations["sendBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Filter Values
         * @description List what the sessions of a time range can be filtered by.
         */
        get: operations["listFilterValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/heatmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Heatmap
         * @description Return a map. Without `width`, points lie where they were, at whatever width.
         */
        get: operations["readHeatmap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/heatmap/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare Heatmaps
         * @description Compare two filters of one page and type; those of the second end with `B`.
         */
        get: operations["compareHeatmaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/heatmap/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Heatmap
         * @description Download the elements of a map as CSV.
         */
        get: operations["exportHeatmap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/heatmap/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Heatmap Pages
         * @description List pages with their interactions by type; pages under a rule are one.
         */
        get: operations["listHeatmapPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/heatmap/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Propose Page Rules
         * @description Propose patterns for addresses that name one thing of many.
         */
        get: operations["proposePageRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/heatmap/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Heatmap Sessions
         * @description List the interactions behind an element, a cell (`ex`, `ey`), a region or parts of it.
         */
        get: operations["listHeatmapSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/heatmap/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Backdrops
         * @description List the full snapshots that the page's map can be drawn on, best first, and its states.
         */
        get: operations["listBackdrops"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Batch Ledger
         * @description Tell how many batches arrived, and what became of every one of them.
         */
        get: operations["readLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/opt-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete the session that this key wrote; nothing of it is taken later. */
        post: operations["optOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description List sessions with their counts and activity.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Session
         * @description Return everything about one session but its rrweb events.
         */
        get: operations["readSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}/console": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Console Messages
         * @description List the messages of the page's console in a session, in order of time.
         */
        get: operations["listConsoleMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Events
         * @description Stream the rrweb events of one tab, as many as a player should hold at once.
         */
        get: operations["readEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Session
         * @description Download a recording as rrweb JSON.
         */
        get: operations["exportSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark Own Visitor
         * @description Say whether this session's visitor is of the site's own team: then nothing of it counts.
         */
        put: operations["markOwnVisitor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Session Pin
         * @description Say whether a session is kept whatever its age, and who said so.
         */
        get: operations["readSessionPin"];
        /**
         * Pin Session
         * @description Keep a session whatever its age and whatever room is left, or no longer.
         */
        put: operations["pinSession"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Requests
         * @description List the requests of the pages of a session, in order of their start.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/sessions/{sessionId}/vitals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Vitals
         * @description List the web vitals of the page views of a session.
         */
        get: operations["listVitals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tracking/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Page Snapshot
         * @description Return the DOM of a page as one session saw it: the latest, of the nearest width.
         */
        get: operations["readPageSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Health
         * @description Answer as long as the process does.
         */
        get: operations["readHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Readiness
         * @description Ask every part; 503 when one of them is not ready.
         */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AcceptInvitation
         * @description A new member's first password.
         */
        AcceptInvitation: {
            /** Password */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * Account
         * @description One's own account.
         */
        Account: {
            /** Email */
            email: string;
            /**
             * Logincount
             * @description Browsers that are logged in, this one among them.
             */
            loginCount: number;
            secondFactor: components["schemas"]["SecondFactor"];
        };
        /**
         * AlertRule
         * @description When somebody is to be told of a number.
         */
        AlertRule: {
            /**
             * Bound
             * @description Rates 0…1, vitals ms; of a spike a factor above 1.
             */
            bound: number;
            /** Channelids */
            channelIds?: string[];
            /**
             * Condition
             * @description `spike`: more than `bound` times the usual, which is the mean of the same hours of up to four weeks before.
             * @enum {string}
             */
            condition: "above" | "below" | "spike";
            filters?: components["schemas"]["SegmentFilter"];
            /**
             * Goalid
             * @description Of `conversions` and `conversionRate`.
             * @default
             */
            goalId: string;
            /**
             * Ison
             * @default true
             */
            isOn: boolean;
            /**
             * Leastsessions
             * @description With fewer sessions nothing is judged.
             * @default 0
             */
            leastSessions: number;
            /**
             * Leastvalue
             * @description A spike has at least this value.
             * @default 10
             */
            leastValue: number;
            /**
             * Metric
             * @enum {string}
             */
            metric: "visitors" | "sessions" | "pageViews" | "bounceRate" | "frustrationRate" | "conversions" | "conversionRate" | "customEvents" | "rageClicks" | "deadClicks" | "errors" | "lcp" | "inp" | "cls";
            /** Name */
            name: string;
            /**
             * Quietminutes
             * @description After its channels were told, so long they are told of no new firing.
             * @default 60
             */
            quietMinutes: number;
            /**
             * Windowminutes
             * @description About the sessions that began in so many minutes before each check.
             */
            windowMinutes: number;
        };
        /**
         * Annotation
         * @description A note at a moment.
         */
        Annotation: {
            /** Annotationid */
            annotationId: string;
            /** At */
            at: number;
            /** Changedat */
            changedAt: number;
            /** Createdat */
            createdAt: number;
            /**
             * Pageurl
             * @description A page that it is about; empty: the whole project.
             */
            pageURL: string;
            /**
             * Savedby
             * @description E-mail address of a person, or name of an API token.
             */
            savedBy: string;
            /** Text */
            text: string;
        };
        /**
         * AnnotationChange
         * @description What to change about a note; a missing field stays.
         */
        AnnotationChange: {
            /** At */
            at?: number | null;
            /** Pageurl */
            pageURL?: string | null;
            /** Text */
            text?: string | null;
        };
        /**
         * AnnotationList
         * @description What happened in a range of time, oldest first.
         */
        AnnotationList: {
            /** Annotations */
            annotations: components["schemas"]["Annotation"][];
            /** Pagechanges */
            pageChanges: components["schemas"]["PageChange"][];
        };
        /**
         * ApiToken
         * @description A token for scripts; its text is shown once.
         */
        ApiToken: {
            /** Createdat */
            createdAt: number;
            /**
             * Expiresat
             * @description Unix ms; null: never.
             */
            expiresAt: number | null;
            /** Lastusedat */
            lastUsedAt: number | null;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            /**
             * Scopes
             * @description Null: all that the role may do.
             */
            scopes: ("alerts:read" | "alerts:write" | "analytics:read" | "analytics:write" | "export:read" | "heatmaps:read" | "live:read" | "live:run" | "members:read" | "members:write" | "recordings:read" | "recordings:write" | "settings:read" | "settings:write" | "shares:read" | "shares:write")[] | null;
            /** Tokenid */
            tokenId: string;
        };
        /**
         * ApiTokenList
         * @description The tokens of a project.
         */
        ApiTokenList: {
            /** Apitokens */
            apiTokens: components["schemas"]["ApiToken"][];
        };
        /**
         * AuditChain
         * @description Whether a project's audit log is as it was written.
         */
        AuditChain: {
            /**
             * Brokenat
             * @description Unix ms of the first entry that does not fit; null when the log is whole, or when its newest entries are missing.
             */
            brokenAt: number | null;
            /**
             * Entries
             * @description Entries that fit together, from the oldest on.
             */
            entries: number;
            /**
             * Head
             * @description Hash of the newest entry. Note it elsewhere: a log that was written anew as a whole has another one.
             */
            head: string;
            /** Iswhole */
            isWhole: boolean;
        };
        /**
         * AuditEntry
         * @description One line of the audit log.
         */
        AuditEntry: {
            /**
             * Action
             * @description For example `login`, `recording_viewed`, `project_changed`.
             */
            action: string;
            /**
             * Actor
             * @description E-mail address or token name; `system` for PagePulse itself.
             */
            actor: string;
            /** At */
            at: number;
            /** Detail */
            detail: string;
            /** Objectid */
            objectId: string;
        };
        /**
         * AuditLog
         * @description A page of the audit log, newest first.
         */
        AuditLog: {
            /** Entries */
            entries: components["schemas"]["AuditEntry"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /**
         * Backdrop
         * @description A full snapshot that a map can be drawn on.
         */
        Backdrop: {
            /** At */
            at: number;
            /** Bytes */
            bytes: number;
            /** Nodecount */
            nodeCount: number;
            /** Page */
            page: string;
            /** Sessionid */
            sessionId: string;
            /**
             * State
             * @description 16 hex digits; snapshots of one state look alike.
             */
            state: string;
            /** Tabid */
            tabId: string;
            /** Viewportheight */
            viewportHeight: number;
            /** Viewportwidth */
            viewportWidth: number;
        };
        /**
         * BackdropList
         * @description Snapshots, best first for the wanted width, and the page's states, most frequent first.
         */
        BackdropList: {
            /** Snapshots */
            snapshots: components["schemas"]["Backdrop"][];
            /** States */
            states: components["schemas"]["PageState"][];
            /** Total */
            total: number;
        };
        /**
         * Batch
         * @description A whole batch, decoded by the projector after the acknowledgement.
         */
        Batch: {
            /** @default  */
            captureReason: string;
            /** @default [] */
            captures: components["schemas"]["Capture"][];
            /** @default [] */
            consoleMessages: components["schemas"]["ConsoleMessage"][];
            /**
             * @default {
             *       "consent": "",
             *       "cookieless": false,
             *       "dnt": false,
             *       "gpc": false,
             *       "language": "",
             *       "pixelRatio": 1,
             *       "screenHeight": 0,
             *       "screenWidth": 0,
             *       "timeZone": "",
             *       "touch": false
             *     }
             */
            context: components["schemas"]["Context"];
            /** @default [] */
            costs: components["schemas"]["RecordingCost"][];
            /** @default [] */
            customEvents: components["schemas"]["CustomEvent"][];
            /** @default [] */
            elements: components["schemas"]["SeenElement"][];
            /** @default false */
            ended: boolean;
            /** @default [] */
            errors: components["schemas"]["PageError"][];
            /** @default [] */
            events: unknown[];
            /** @default [] */
            identities: components["schemas"]["Identity"][];
            /** @default [] */
            interactions: components["schemas"]["Interaction"][];
            /** @default false */
            own: boolean;
            /** @default [] */
            pageViews: components["schemas"]["PageView"][];
            projectKey: string;
            /** @default  */
            recorderVersion: string;
            /** @default  */
            recordingId: string;
            /** @default [] */
            requests: components["schemas"]["PageRequest"][];
            sentAt: number;
            seq: number;
            sessionKey: string;
            tabId: string;
            /** @default  */
            trackerVersion: string;
            version: number;
            /** @default null */
            visitorId: string | null;
            /** @default [] */
            vitals: components["schemas"]["Vital"][];
        };
        /**
         * BatchLedger
         * @description What became of every batch of a project; nothing arrives that is not counted here.
         *
         *     `received` = `stored` + `duplicate` + `lost` + the sum of `rejected`. Of those stored,
         *     `waiting` are not readable yet and `quarantined` could not be read.
         */
        BatchLedger: {
            /**
             * Days
             * @description Without a gap, the latest last.
             */
            days: components["schemas"]["LedgerDay"][];
            /**
             * Duplicate
             * @description Sent again, acknowledged and kept once.
             */
            duplicate: number;
            /**
             * Lost
             * @description Stored, and gone with a damaged disk.
             */
            lost: number;
            /** Quarantined */
            quarantined: number;
            /** Received */
            received: number;
            /**
             * Rejected
             * @description The most frequent first.
             */
            rejected: components["schemas"]["RejectedBatches"][];
            /** Stored */
            stored: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * Breakdown
         * @description Sessions by the values of a dimension, most visitors first.
         */
        Breakdown: {
            /** Dimension */
            dimension: string;
            /** Rows */
            rows: components["schemas"]["BreakdownRow"][];
            /**
             * Total
             * @description Values there are, also those beyond `limit`.
             */
            total: number;
        };
        /**
         * BreakdownRow
         * @description The sessions that share a value.
         */
        BreakdownRow: {
            /**
             * Averageduration
             * @description ms.
             */
            averageDuration: number;
            /**
             * Bouncerate
             * @description 0…1.
             */
            bounceRate: number;
            /** Customevents */
            customEvents: number;
            /** Deadclicks */
            deadClicks: number;
            /** Errorclicks */
            errorClicks: number;
            /** Errors */
            errors: number;
            /** Frustratedsessions */
            frustratedSessions: number;
            /**
             * Frustrationrate
             * @description 0…1.
             */
            frustrationRate: number;
            /** Pagespersession */
            pagesPerSession: number;
            /** Pageviews */
            pageViews: number;
            /**
             * Previous
             * @description With `compare=previous`: visitors in the range before; null where it is open.
             */
            previous: number | null;
            /** Rageclicks */
            rageClicks: number;
            /**
             * Recordings
             * @description Sessions that can be replayed.
             */
            recordings: number;
            /** Sessions */
            sessions: number;
            /**
             * Share
             * @description Of the visitors of all rows, 0…1.
             */
            share: number;
            /**
             * Value
             * @description Empty where it is not known.
             */
            value: string;
            /** Visitors */
            visitors: number;
        };
        /**
         * Bucket
         * @description The sessions that began in one hour, day, week or month.
         */
        Bucket: {
            /**
             * At
             * @description Its beginning, in the time zone of the question.
             */
            at: number;
            /**
             * Averageduration
             * @description ms.
             */
            averageDuration: number;
            /**
             * Bouncerate
             * @description 0…1.
             */
            bounceRate: number;
            /** Customevents */
            customEvents: number;
            /**
             * Date
             * @description The same as a local date, or date and hour.
             */
            date: string;
            /** Deadclicks */
            deadClicks: number;
            /** Errorclicks */
            errorClicks: number;
            /** Errors */
            errors: number;
            /** Frustratedsessions */
            frustratedSessions: number;
            /**
             * Frustrationrate
             * @description 0…1.
             */
            frustrationRate: number;
            /** Pagespersession */
            pagesPerSession: number;
            /** Pageviews */
            pageViews: number;
            /** Rageclicks */
            rageClicks: number;
            /**
             * Recordings
             * @description Sessions that can be replayed.
             */
            recordings: number;
            /**
             * Scrolldepth
             * @description Deepest part seen of a page view, mean, 0…1; null where none was measured.
             */
            scrollDepth: number | null;
            /** Sessions */
            sessions: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * Capture
         * @description Whether a page view is recorded from now on, or why not.
         */
        Capture: {
            at: number;
            /** @default  */
            pageViewId: string;
            reason: string;
        };
        /**
         * CaptureBucket
         * @description Page views by reason of the sessions that began in a bucket.
         */
        CaptureBucket: {
            /** At */
            at: number;
            /** Date */
            date: string;
            /** Pageviews */
            pageViews: {
                [key: string]: number;
            };
        };
        /**
         * CaptureSettings
         * @description What is captured beside the DOM, each to be switched off by itself.
         */
        CaptureSettings: {
            /**
             * Canvas
             * @description Pictures of what the page draws, twice a second at most.
             * @default false
             */
            canvas: boolean;
            /**
             * Console
             * @description Messages of the page's console. Off until somebody asks for it: code may log what a visitor typed. Never in the strict privacy mode.
             * @default false
             */
            console: boolean;
            /**
             * Fonts
             * @description Font files of the page's own origin.
             * @default false
             */
            fonts: boolean;
            /**
             * Images
             * @description Images of the page's own origin, as the visitor's browser has them.
             * @default false
             */
            images: boolean;
            /**
             * Interactions
             * @description Clicks, rests and scrolling, for heatmaps.
             * @default true
             */
            interactions: boolean;
            /**
             * Network
             * @description Requests of the page: method, URL without query, status, time.
             * @default true
             */
            network: boolean;
            /**
             * Vitals
             * @description Web vitals with the elements they come from.
             * @default true
             */
            vitals: boolean;
        };
        /**
         * CaptureShare
         * @description The page views with one reason.
         */
        CaptureShare: {
            /** Pageviews */
            pageViews: number;
            /**
             * Reason
             * @description A capture reason; empty where the tracker did not say.
             */
            reason: string;
            /** Sessions */
            sessions: number;
            /**
             * Share
             * @description Of all page views, 0…1.
             */
            share: number;
        };
        /**
         * CaptureTruth
         * @description Every page view counts once, with the last reason that was told of it.
         */
        CaptureTruth: {
            /** Buckets */
            buckets: components["schemas"]["CaptureBucket"][];
            /** @description Of crawlers that say so; not among `pageViews`. */
            crawlers: components["schemas"]["LeftOut"];
            /** Interval */
            interval: string;
            /** @description Of the site's own team; not among `pageViews`. */
            own: components["schemas"]["LeftOut"];
            /** Pageviews */
            pageViews: number;
            /** Reasons */
            reasons: components["schemas"]["CaptureShare"][];
        };
        /**
         * Channel
         * @description A webhook or a mailbox.
         */
        Channel: {
            /** Changedat */
            changedAt: number;
            /** Channelid */
            channelId: string;
            /** Createdat */
            createdAt: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "webhook" | "mail";
            /** Name */
            name: string;
            /** Savedby */
            savedBy: string;
            /**
             * Showntarget
             * @description Host of a webhook, whose path is a secret; or mailbox.
             */
            shownTarget: string;
        };
        /**
         * ChannelChange
         * @description What to change about a channel; a missing field stays.
         */
        ChannelChange: {
            /** Name */
            name?: string | null;
            /** Target */
            target?: string | null;
        };
        /**
         * ChannelList
         * @description The channels of a project, by name.
         */
        ChannelList: {
            /** Channels */
            channels: components["schemas"]["Channel"][];
            /** Ismailconfigured */
            isMailConfigured: boolean;
        };
        /**
         * Code
         * @description A code that the authenticator app shows.
         */
        Code: {
            /** Code */
            code: string;
        };
        /**
         * Cohort
         * @description Visitors whose first known session began in one period.
         */
        Cohort: {
            /**
             * Date
             * @description First local day of the period.
             */
            date: string;
            /**
             * Returned
             * @description Visitors with a session in the same period, in the next, and so on.
             */
            returned: number[];
            /**
             * Shares
             * @description The same of the cohort's visitors, 0…1.
             */
            shares: number[];
            /** Visitors */
            visitors: number;
        };
        /**
         * ComparedElement
         * @description One element in both filters.
         */
        ComparedElement: {
            /**
             * Adjustedp
             * @description For all elements together (Benjamini and Hochberg).
             */
            adjustedP: number;
            /**
             * Counta
             * @description Interactions.
             */
            countA: number;
            /** Countb */
            countB: number;
            /**
             * Difference
             * @description Share in B minus share in A.
             */
            difference: number;
            /** Elementid */
            elementId: string;
            /** High */
            high: number;
            /**
             * Hitsa
             * @description Page views in which there was any; never more than tries.
             */
            hitsA: number;
            /** Hitsb */
            hitsB: number;
            /** Label */
            label: string;
            /**
             * Logratio
             * @description log2 of ((b + ½) / (nB + 1)) / ((a + ½) / (nA + 1)): for colours.
             */
            logRatio: number;
            /**
             * Low
             * @description 95 % interval of the difference (Newcombe).
             */
            low: number;
            /** Print */
            print: {
                [key: string]: unknown;
            };
            /**
             * Sharea
             * @description Hits of the tries, 0…1.
             */
            shareA: number;
            /** Shareb */
            shareB: number;
            /**
             * Triesa
             * @description Page views that came down to the element.
             */
            triesA: number;
            /** Triesb */
            triesB: number;
        };
        /**
         * ComparedSide
         * @description What one of two filters holds.
         */
        ComparedSide: {
            /** Interactions */
            interactions: number;
            /** Sessions */
            sessions: number;
            /**
             * Views
             * @description Page views.
             */
            views: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * ConsoleMessage
         * @description What the page's code handed to its console.
         */
        ConsoleMessage: {
            at: number;
            /** @default 0 */
            dropped: number;
            /** @default  */
            level: string;
            /** @default  */
            pageViewId: string;
            /** @default  */
            text: string;
        };
        /**
         * ConsoleMessages
         * @description Messages in order of time.
         */
        ConsoleMessages: {
            /** Messages */
            messages: components["schemas"]["SessionConsoleMessage"][];
            /**
             * Nextcursor
             * @description Pass as `cursor` for the next page; null at the end of what is stored.
             */
            nextCursor: string | null;
        };
        /**
         * Context
         * @description What the browser says about itself; lengths in CSS pixels.
         */
        Context: {
            /** @default  */
            consent: string;
            /** @default false */
            cookieless: boolean;
            /** @default false */
            dnt: boolean;
            /** @default false */
            gpc: boolean;
            /** @default  */
            language: string;
            /** @default 1 */
            pixelRatio: number;
            /** @default 0 */
            screenHeight: number;
            /** @default 0 */
            screenWidth: number;
            /** @default  */
            timeZone: string;
            /** @default false */
            touch: boolean;
        };
        /**
         * ConversionBucket
         * @description The sessions that began in one hour, day, week or month.
         */
        ConversionBucket: {
            /**
             * At
             * @description Its beginning, in the time zone of the question.
             */
            at: number;
            /**
             * Conversionrate
             * @description Of the sessions, 0…1.
             */
            conversionRate: number;
            /**
             * Conversions
             * @description Sessions that reached the goal.
             */
            conversions: number;
            /** Convertedvisitors */
            convertedVisitors: number;
            /**
             * Date
             * @description The same as a local date, or date and hour.
             */
            date: string;
            /**
             * Sessions
             * @description All that were chosen, converted or not.
             */
            sessions: number;
            /**
             * Visitorconversionrate
             * @description Of the visitors, 0…1.
             */
            visitorConversionRate: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * ConversionRow
         * @description The sessions that share a value.
         */
        ConversionRow: {
            /**
             * Conversionrate
             * @description Of the sessions, 0…1.
             */
            conversionRate: number;
            /**
             * Conversions
             * @description Sessions that reached the goal.
             */
            conversions: number;
            /** Convertedvisitors */
            convertedVisitors: number;
            /**
             * Sessions
             * @description All that were chosen, converted or not.
             */
            sessions: number;
            /**
             * Value
             * @description Empty where it is not known.
             */
            value: string;
            /**
             * Visitorconversionrate
             * @description Of the visitors, 0…1.
             */
            visitorConversionRate: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * Conversions
         * @description How many sessions and visitors reached a goal; `definitions.py` has the formulas.
         */
        Conversions: {
            /**
             * Conversionrate
             * @description Of the sessions, 0…1.
             */
            conversionRate: number;
            /**
             * Conversions
             * @description Sessions that reached the goal.
             */
            conversions: number;
            /** Convertedvisitors */
            convertedVisitors: number;
            /**
             * Sessions
             * @description All that were chosen, converted or not.
             */
            sessions: number;
            /**
             * Visitorconversionrate
             * @description Of the visitors, 0…1.
             */
            visitorConversionRate: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * CostGroup
         * @description What recording cost a group of sessions, as their browsers measured it.
         */
        CostGroup: {
            /** @description Bytes that the browser sent per minute of activity, compressed. */
            bytesPerMinute: components["schemas"]["Spread"];
            /** @description The longest stretch of a session without a break. */
            longestMs: components["schemas"]["Spread"];
            /** Longestmsmax */
            longestMsMax: number;
            /** Sessioncount */
            sessionCount: number;
            /** @description The longest full snapshot of a session. */
            snapshotMs: components["schemas"]["Spread"];
            /** @description The same per session. */
            workMs: components["schemas"]["Spread"];
            /** @description Work on the page's main thread per minute of activity, in ms; a session that was active for less counts as a minute. */
            workMsPerMinute: components["schemas"]["Spread"];
        };
        /**
         * CreatedApiToken
         * @description A fresh token with its text.
         */
        CreatedApiToken: {
            apiToken: components["schemas"]["ApiToken"];
            /** Token */
            token: string;
        };
        /**
         * CreatedShareLink
         * @description A fresh share link with its address.
         */
        CreatedShareLink: {
            shareLink: components["schemas"]["ShareLink"];
            /**
             * Token
             * @description What stands behind the `#` of the address.
             */
            token: string;
            /**
             * Url
             * @description Whoever has it sees what is shared, until it ends.
             */
            url: string;
        };
        /**
         * CustomEvent
         * @description What the site's own code named with `pulse.track`.
         */
        CustomEvent: {
            at: number;
            name: string;
            /** @default  */
            pageViewId: string;
            properties?: unknown;
            /** @default  */
            url: string;
        };
        /**
         * DataKind
         * @description Columns that are kept for one purpose.
         */
        DataKind: {
            /** Columns */
            columns: string[];
            /**
             * Days
             * @description As this project has it; null where time does not decide.
             */
            days: number | null;
            /** Purpose */
            purpose: string;
            /** Retention */
            retention: string;
            /** Source */
            source: string;
            /**
             * Store
             * @enum {string}
             */
            store: "warehouse" | "journal" | "quarantine" | "control" | "files";
            /** Table */
            table: string;
            /** What */
            what: string;
        };
        /**
         * DataMap
         * @description Everything that this instance stores, from its real tables.
         */
        DataMap: {
            /** Kinds */
            kinds: components["schemas"]["DataKind"][];
        };
        /**
         * DataRequest
         * @description One request about stored data.
         */
        DataRequest: {
            /** Askedat */
            askedAt: number;
            /** Askedby */
            askedBy: string;
            /** Finishedat */
            finishedAt: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "erasure" | "redaction" | "export";
            progress: components["schemas"]["Progress"];
            receipt: components["schemas"]["Receipt"] | null;
            /** Requestid */
            requestId: string;
            /** @description Of a redaction that is not over. */
            rule: components["schemas"]["RedactionRule"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "counting" | "counted" | "waiting" | "running" | "done" | "failed" | "cancelled";
            /** @description Of an erasure or export that is not over. */
            subject: components["schemas"]["Subject"] | null;
            /**
             * Subjectkind
             * @description `visitor`, `range`, `element`, …
             */
            subjectKind: string;
        };
        /**
         * DataRequestList
         * @description The requests of a project, newest first.
         */
        DataRequestList: {
            /** Requests */
            requests: components["schemas"]["DataRequest"][];
        };
        /**
         * DeliveryList
         * @description The newest deliveries to the channels of a project.
         */
        DeliveryList: {
            /** Deliveries */
            deliveries: components["schemas"]["DeliveryRow"][];
        };
        /**
         * DeliveryRow
         * @description Something that was or is to be sent.
         */
        DeliveryRow: {
            /** Attempts */
            attempts: number;
            /** Channelid */
            channelId: string;
            /** Createdat */
            createdAt: number;
            /** Deliveryid */
            deliveryId: string;
            /**
             * Finishedat
             * @description 0 while it waits.
             */
            finishedAt: number;
            /** Nextattemptat */
            nextAttemptAt: number;
            /**
             * Reason
             * @description Why the last attempt failed.
             */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "sent" | "failed";
        };
        /**
         * DigestChange
         * @description Whether to get it.
         */
        DigestChange: {
            /** Ison */
            isOn: boolean;
        };
        /**
         * DigestPreview
         * @description The digest of the last week, as it would be sent now.
         */
        DigestPreview: {
            /** Html */
            html: string;
            /** Subject */
            subject: string;
            /** Text */
            text: string;
        };
        /**
         * DigestState
         * @description Whether the one who asks gets the weekly digest of a project.
         */
        DigestState: {
            /**
             * Email
             * @description Where it goes to.
             */
            email: string;
            /**
             * Ismailconfigured
             * @description Whether the operator has set a mail server.
             */
            isMailConfigured: boolean;
            /** Ison */
            isOn: boolean;
            /**
             * Nextat
             * @description When the next one is sent: a Monday, 8:00 in its time zone.
             */
            nextAt: number;
            /** Timezone */
            timeZone: string;
        };
        /**
         * DiskRoom
         * @description The disk of the data folder.
         */
        DiskRoom: {
            /**
             * Freebytes
             * @description Without what the reserve still has to take.
             */
            freeBytes: number;
            /** Fullshare */
            fullShare: number;
            /**
             * Lowshare
             * @description Used share of the disk from which it is `low`, 0…1.
             */
            lowShare: number;
            /**
             * Reservebytes
             * @description Held back, so that a full disk can be cleared.
             */
            reserveBytes: number;
            /** Sheddingshare */
            sheddingShare: number;
            /**
             * State
             * @description `low`: look soon; `shedding`: dull recordings go; `full`: nothing is taken.
             * @enum {string}
             */
            state: "ok" | "low" | "shedding" | "full";
            /** Totalbytes */
            totalBytes: number;
        };
        /**
         * DrawnVital
         * @description An element of the page, and the page views in which it was behind the vital.
         */
        DrawnVital: {
            /**
             * Element
             * @description CSS path, without texts.
             */
            element: string;
            /**
             * Elementid
             * @description 16 hex digits: the hash of the print.
             */
            elementId: string;
            /** Good */
            good: number;
            /** Label */
            label: string;
            /**
             * Moments
             * @description The worst ones, worst first.
             */
            moments: components["schemas"]["VitalMoment"][];
            /** Needsimprovement */
            needsImprovement: number;
            /** P75 */
            p75: number;
            /** Poor */
            poor: number;
            /**
             * Print
             * @description What finds the element on a recorded page.
             */
            print: {
                [key: string]: unknown;
            };
            /**
             * Samples
             * @description Page views in which it was the element behind the vital.
             */
            samples: number;
            /** Sessions */
            sessions: number;
            /**
             * Share
             * @description Of the page views that told the vital, 0…1.
             */
            share: number;
        };
        /**
         * DullSession
         * @description A session whose recording would go, and why.
         */
        DullSession: {
            /**
             * Bytes
             * @description About so many on the disk.
             */
            bytes: number;
            /** Durationms */
            durationMs: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "left at once" | "did little" | "visited" | "met trouble";
            /** Sessionid */
            sessionId: string;
            /** Startedat */
            startedAt: number;
        };
        /**
         * ElementBox
         * @description Where an element lies at the wanted width, CSS px: the median of what was seen.
         */
        ElementBox: {
            /** Height */
            height: number;
            /** Width */
            width: number;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * ErasurePreview
         * @description What an erasure would delete at this moment.
         */
        ErasurePreview: {
            /**
             * Bytes
             * @description Bytes as they were received, unpacked once.
             */
            bytes: number;
            /**
             * Days
             * @description Days on which something of it happened.
             */
            days: number;
            /**
             * Events
             * @description rrweb events.
             */
            events: number;
            /**
             * Firstat
             * @description When the first of it happened.
             */
            firstAt: number | null;
            /** Lastat */
            lastAt: number | null;
            /** Pageviews */
            pageViews: number;
            /** Recordings */
            recordings: number;
            /** Sessions */
            sessions: number;
        };
        /**
         * ErrorGroup
         * @description All errors with one message, numbers aside, at one place of one script.
         */
        ErrorGroup: {
            /** Browsers */
            browsers: string[];
            /** Column */
            column: number;
            /** Count */
            count: number;
            /** Firstat */
            firstAt: number;
            /**
             * Groupid
             * @description 16 hex digits, the same as long as message and place are.
             */
            groupId: string;
            /** Lastat */
            lastAt: number;
            /** Lastsessionid */
            lastSessionId: string;
            /** Lasttabid */
            lastTabId: string;
            /** Line */
            line: number;
            /**
             * Message
             * @description Of the latest one.
             */
            message: string;
            /**
             * Pages
             * @description Addresses, the most frequent first.
             */
            pages: string[];
            /** Sessions */
            sessions: number;
            /**
             * Sessionsshare
             * @description Of all sessions that were chosen, 0…1.
             */
            sessionsShare: number;
            /** Source */
            source: string;
            /** Stack */
            stack: string;
            /** Visitors */
            visitors: number;
        };
        /**
         * ErrorTable
         * @description Causes, those of most sessions first.
         */
        ErrorTable: {
            /**
             * Count
             * @description Errors of all causes.
             */
            count: number;
            /** Errors */
            errors: components["schemas"]["ErrorGroup"][];
            /** Total */
            total: number;
        };
        /**
         * EventDetail
         * @description Everything about the custom events of one name.
         */
        EventDetail: {
            /** Count */
            count: number;
            /**
             * Moments
             * @description The latest ones.
             */
            moments: components["schemas"]["EventMoment"][];
            /** Name */
            name: string;
            /** Properties */
            properties: components["schemas"]["EventProperty"][];
            /** Sessions */
            sessions: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * EventMoment
         * @description When and where an event was: a place in a replay.
         */
        EventMoment: {
            /** At */
            at: number;
            /** Pageurl */
            pageURL: string;
            /**
             * Properties
             * @description JSON object.
             */
            properties: string;
            /** Sessionid */
            sessionId: string;
            /** Tabid */
            tabId: string;
        };
        /**
         * EventProperty
         * @description A property of an event with its most frequent values.
         */
        EventProperty: {
            /** Count */
            count: number;
            /** Name */
            name: string;
            /** Values */
            values: components["schemas"]["PropertyValue"][];
        };
        /**
         * EventRow
         * @description All events of one name.
         */
        EventRow: {
            /** Count */
            count: number;
            /**
             * Kind
             * @description `click`: on an element that has this label.
             * @enum {string}
             */
            kind: "custom" | "click";
            /** Lastat */
            lastAt: number;
            /** Name */
            name: string;
            /**
             * Pageurl
             * @description Page of a click; empty of custom events.
             */
            pageURL: string;
            /** Sessions */
            sessions: number;
            /**
             * Trend
             * @description How many there were in each bucket, in order of time.
             */
            trend: number[];
            /** Visitors */
            visitors: number;
        };
        /**
         * EventTable
         * @description Events of the sessions, most frequent first.
         */
        EventTable: {
            /** Events */
            events: components["schemas"]["EventRow"][];
            /**
             * Interval
             * @description Of the buckets: `hour`, `day`, `week` or `month`.
             */
            interval: string;
            /**
             * Total
             * @description Names there are, also those beyond `limit`.
             */
            total: number;
        };
        /**
         * EventWindow
         * @description The answer of `/events`: streamed, `events` last.
         *
         *     To follow a session in progress, ask again with `from` = `toAt` and `continue=true`: the events
         *     of that millisecond come again, because more of them may have arrived.
         */
        EventWindow: {
            /** Clockoffsetms */
            clockOffsetMs: number;
            /**
             * Events
             * @description rrweb events as recorded, in order of time; times are the browser's clock.
             */
            events: {
                [key: string]: unknown;
            }[];
            /**
             * Fromat
             * @description Time of the first event, Unix ms, server clock: the Meta event before the full snapshot, unless `continue` was asked. With no event: the `from` that was asked.
             */
            fromAt: number;
            /**
             * Nextfrom
             * @description Ask again with this `from` and `continue=true` for what follows; null at the end of what is stored.
             */
            nextFrom: number | null;
            /** Sessionid */
            sessionId: string;
            /** Tabid */
            tabId: string;
            /**
             * Toat
             * @description Time of the last event. With no event: `fromAt`.
             */
            toAt: number;
        };
        /**
         * ExportedPage
         * @description The rrweb events of one page of a session.
         */
        ExportedPage: {
            /** Events */
            events: {
                [key: string]: unknown;
            }[];
            /** Tabid */
            tabId: string;
            /** Url */
            url: string;
        };
        /**
         * ExportedRecording
         * @description A recording as rrweb JSON; `pagepulse import` takes it back.
         */
        ExportedRecording: {
            /** Pages */
            pages: components["schemas"]["ExportedPage"][];
            /** Recorder */
            recorder: string;
            /** Session */
            session: string;
            /**
             * Viewport
             * @description Width and height at the start, CSS px.
             */
            viewport: number[];
        };
        /**
         * FeedItem
         * @description Something that happened.
         */
        FeedItem: {
            /** At */
            at: number;
            /** Country */
            country: string;
            /** Device */
            device: string;
            /** Hasrecording */
            hasRecording: boolean;
            /**
             * Kind
             * @description `page-view`, `custom` or `error`.
             */
            kind: string;
            /**
             * Label
             * @description Title, name or message.
             */
            label: string;
            /** Pageurl */
            pageURL: string;
            /** Sessionid */
            sessionId: string;
            /** Tabid */
            tabId: string;
        };
        /**
         * Figures
         * @description Totals with what only the whole range has.
         */
        Figures: {
            /**
             * Averageduration
             * @description ms.
             */
            averageDuration: number;
            /**
             * Bouncerate
             * @description 0…1.
             */
            bounceRate: number;
            /**
             * Crawlers
             * @description Sessions left out: crawlers that say so.
             */
            crawlers: number;
            /** Customevents */
            customEvents: number;
            /** Deadclicks */
            deadClicks: number;
            /** Errorclicks */
            errorClicks: number;
            /** Errors */
            errors: number;
            /** Frustratedsessions */
            frustratedSessions: number;
            /**
             * Frustrationrate
             * @description 0…1.
             */
            frustrationRate: number;
            /**
             * Medianduration
             * @description ms.
             */
            medianDuration: number;
            /** Newvisitors */
            newVisitors: number;
            /**
             * Ownsessions
             * @description Sessions left out: of the site's own team.
             */
            ownSessions: number;
            /** Pagespersession */
            pagesPerSession: number;
            /** Pageviews */
            pageViews: number;
            /** Rageclicks */
            rageClicks: number;
            /**
             * Recordings
             * @description Sessions that can be replayed.
             */
            recordings: number;
            /**
             * Scrolldepth
             * @description Deepest part seen of a page view, mean, 0…1; null where none was measured.
             */
            scrollDepth: number | null;
            /** Sessions */
            sessions: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * FilterValue
         * @description One value that a filter can take.
         */
        FilterValue: {
            /**
             * Sessioncount
             * @description Sessions of the time range that have it.
             */
            sessionCount: number;
            /** Value */
            value: string;
        };
        /**
         * FilterValues
         * @description What the filter bar can offer for a time range, most frequent first.
         */
        FilterValues: {
            /** Browsers */
            browsers: components["schemas"]["FilterValue"][];
            /** Capturereasons */
            captureReasons: components["schemas"]["FilterValue"][];
            /** Channels */
            channels: components["schemas"]["FilterValue"][];
            /** Countries */
            countries: components["schemas"]["FilterValue"][];
            /** Devices */
            devices: components["schemas"]["FilterValue"][];
            /** Entrypages */
            entryPages: components["schemas"]["FilterValue"][];
            /**
             * Events
             * @description Names of custom events.
             */
            events: components["schemas"]["FilterValue"][];
            /** Exitpages */
            exitPages: components["schemas"]["FilterValue"][];
            /** Languages */
            languages: components["schemas"]["FilterValue"][];
            /** Oses */
            oses: components["schemas"]["FilterValue"][];
            /**
             * Pageurls
             * @description The pages seen by most sessions.
             */
            pageURLs: components["schemas"]["FilterValue"][];
            /** Screens */
            screens: components["schemas"]["FilterValue"][];
            /** Sources */
            sources: components["schemas"]["FilterValue"][];
            /** Utmcampaigns */
            utmCampaigns: components["schemas"]["FilterValue"][];
            /** Utmmediums */
            utmMediums: components["schemas"]["FilterValue"][];
        };
        /**
         * Firing
         * @description One time that a rule held.
         */
        Firing: {
            /** Beganat */
            beganAt: number;
            /**
             * Bound
             * @description What the value was compared with.
             */
            bound: number;
            /**
             * Endedat
             * @description 0 while it goes on.
             */
            endedAt: number;
            /** Firingid */
            firingId: string;
            /**
             * Istold
             * @description False: within the quiet time of an earlier one.
             */
            isTold: boolean;
            /** Ruleid */
            ruleId: string;
            /** Rulename */
            ruleName: string;
            /**
             * Usual
             * @description Of a spike.
             */
            usual: number | null;
            /** Value */
            value: number;
            /** Windowendat */
            windowEndAt: number;
            /** Windowstartat */
            windowStartAt: number;
        };
        /**
         * FiringList
         * @description The newest firings of a project, newest first.
         */
        FiringList: {
            /** Firings */
            firings: components["schemas"]["Firing"][];
        };
        /**
         * Fullness
         * @description When there is no room left, if the next days are like the last.
         */
        Fullness: {
            /** At */
            at: number;
            /**
             * Limit
             * @description What is reached first.
             * @enum {string}
             */
            limit: "budget" | "disk";
        };
        /**
         * Funnel
         * @description Steps in their order; a session counts for a step after all before it, in a day at most.
         */
        Funnel: {
            /**
             * Sessions
             * @description All that were chosen, with the first step or without.
             */
            sessions: number;
            /** Steps */
            steps: components["schemas"]["FunnelStep"][];
        };
        /**
         * FunnelChange
         * @description What to change about a saved funnel; a missing field stays.
         */
        FunnelChange: {
            /** Name */
            name?: string | null;
            /** Steps */
            steps?: string[] | null;
        };
        /**
         * FunnelList
         * @description The saved funnels of the project, by name.
         */
        FunnelList: {
            /** Funnels */
            funnels: components["schemas"]["SavedFunnel"][];
        };
        /**
         * FunnelSessions
         * @description The sessions behind a step.
         */
        FunnelSessions: {
            /**
             * Sessionids
             * @description The newest, 1000 at most.
             */
            sessionIds: string[];
            /** Total */
            total: number;
        };
        /**
         * FunnelStep
         * @description One step with the sessions that took it after all steps before it.
         */
        FunnelStep: {
            /**
             * Fromprevious
             * @description Of those of the step before, 0…1.
             */
            fromPrevious: number;
            /**
             * Fromstart
             * @description Of the sessions of the first step, 0…1.
             */
            fromStart: number;
            /**
             * Lost
             * @description Took the step before, and not this one.
             */
            lost: number;
            /**
             * Mediantime
             * @description From the step before, ms; null of the first and where nobody came.
             */
            medianTime: number | null;
            /** Sessions */
            sessions: number;
            /** Step */
            step: string;
        };
        /**
         * Gap
         * @description A hole: batches that never arrived.
         */
        Gap: {
            /** Fromat */
            fromAt: number;
            /**
             * Missing
             * @description Number of missing batches.
             */
            missing: number;
            /** Tabid */
            tabId: string;
            /** Toat */
            toAt: number;
        };
        /**
         * GoalChange
         * @description What to change about a goal; a missing field stays.
         */
        GoalChange: {
            /** Definition */
            definition?: string | null;
            /** Name */
            name?: string | null;
        };
        /**
         * GoalDetail
         * @description One goal, over time and by a dimension.
         */
        GoalDetail: {
            /** Buckets */
            buckets: components["schemas"]["ConversionBucket"][];
            /**
             * Conversionrate
             * @description Of the sessions, 0…1.
             */
            conversionRate: number;
            /**
             * Conversions
             * @description Sessions that reached the goal.
             */
            conversions: number;
            /** Convertedvisitors */
            convertedVisitors: number;
            /** Definition */
            definition: string;
            /** Dimension */
            dimension: string;
            /** Goalid */
            goalId: string;
            /** Interval */
            interval: string;
            /** Name */
            name: string;
            /** @description With `compare=previous`. */
            previous: components["schemas"]["Conversions"] | null;
            /** Previousbuckets */
            previousBuckets: components["schemas"]["ConversionBucket"][] | null;
            /**
             * Rows
             * @description Most conversions first.
             */
            rows: components["schemas"]["ConversionRow"][];
            /**
             * Sessions
             * @description All that were chosen, converted or not.
             */
            sessions: number;
            /**
             * Visitorconversionrate
             * @description Of the visitors, 0…1.
             */
            visitorConversionRate: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * GoalList
         * @description The goals of the project, by name.
         */
        GoalList: {
            /** Goals */
            goals: components["schemas"]["SavedGoal"][];
        };
        /**
         * GoalRow
         * @description One goal with its numbers.
         */
        GoalRow: {
            /** Buckets */
            buckets: components["schemas"]["ConversionBucket"][];
            /**
             * Conversionrate
             * @description Of the sessions, 0…1.
             */
            conversionRate: number;
            /**
             * Conversions
             * @description Sessions that reached the goal.
             */
            conversions: number;
            /** Convertedvisitors */
            convertedVisitors: number;
            /** Definition */
            definition: string;
            /** Goalid */
            goalId: string;
            /** Name */
            name: string;
            /** @description With `compare=previous`. */
            previous: components["schemas"]["Conversions"] | null;
            /**
             * Sessions
             * @description All that were chosen, converted or not.
             */
            sessions: number;
            /**
             * Visitorconversionrate
             * @description Of the visitors, 0…1.
             */
            visitorConversionRate: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * GoalTable
         * @description The goals of the project, by name.
         */
        GoalTable: {
            /** Goals */
            goals: components["schemas"]["GoalRow"][];
            /**
             * Interval
             * @description Of the buckets: `hour`, `day`, `week` or `month`.
             */
            interval: string;
        };
        /**
         * Health
         * @description The process answers.
         */
        Health: {
            /**
             * Status
             * @default ok
             * @constant
             */
            status: "ok";
        };
        /**
         * HeatCell
         * @description The middle of a cell of an element; cells are 16 CSS px long at most.
         */
        HeatCell: {
            /**
             * Ex
             * @description 0 to 65535 of the element's width; of a band, the share of its height that the band is high.
             */
            ex: number;
            /**
             * Ey
             * @description 0 to 65535 of its height; of a band, where it begins.
             */
            ey: number;
            /** Value */
            value: number;
        };
        /**
         * HeatElement
         * @description One element of the page.
         */
        HeatElement: {
            /** @description Null where it was not seen at the wanted width. */
            box: components["schemas"]["ElementBox"] | null;
            /** Cells */
            cells: components["schemas"]["HeatCell"][];
            /** Clicks */
            clicks: number;
            /**
             * Count
             * @description Interactions of the wanted type.
             */
            count: number;
            /** Dead */
            dead: number;
            /**
             * Elementid
             * @description 16 hex digits: the hash of the print.
             */
            elementId: string;
            /** Error */
            error: number;
            /**
             * Exposedviews
             * @description Page views that came down to the element.
             */
            exposedViews: number;
            /** Label */
            label: string;
            /**
             * Print
             * @description What finds the element on a recorded page; empty where it was not told.
             */
            print: {
                [key: string]: unknown;
            };
            /** Rage */
            rage: number;
            /**
             * Rate
             * @description Clicks per page view that came down to it; null where its place is not known.
             */
            rate: number | null;
            /** Sessions */
            sessions: number;
            /**
             * Share
             * @description Of the interactions of the wanted type on the page, 0…1.
             */
            share: number;
            /**
             * Value
             * @description The same, weighted like points.
             */
            value: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * Heatmap
         * @description The answer; `placed` + `hidden` + `unresolved` = `totalInteractions`.
         */
        Heatmap: {
            heatmapData: components["schemas"]["HeatmapData"];
            metadata: components["schemas"]["HeatmapMetadata"];
            /**
             * Sessionids
             * @description At most 1,000; `metadata.sessionCount` are all.
             */
            sessionIds: string[];
        };
        /**
         * HeatmapComparison
         * @description Two maps of one page, element by element, the surest differences first.
         */
        HeatmapComparison: {
            a: components["schemas"]["ComparedSide"];
            b: components["schemas"]["ComparedSide"];
            /**
             * Basis
             * @description `interactions` where a filter knows no page views: hits and tries are counts of interactions then, tries those of the whole page.
             * @enum {string}
             */
            basis: "views" | "interactions";
            /** Elements */
            elements: components["schemas"]["ComparedElement"][];
            /** Pageurl */
            pageURL: string;
            /**
             * Type
             * @enum {string}
             */
            type: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
        };
        /**
         * HeatmapData
         * @description The map itself.
         */
        HeatmapData: {
            /** Elements */
            elements: components["schemas"]["HeatElement"][];
            /** Pageurl */
            pageURL: string;
            /**
             * Points
             * @description Of everything; in `cells` and `elements` only of what has no element.
             */
            points: components["schemas"]["HeatPoint"][];
            scroll?: components["schemas"]["ScrollReach"] | null;
            /**
             * Type
             * @enum {string}
             */
            type: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
        };
        /**
         * HeatmapFilter
         * @description Which heatmap.
         */
        HeatmapFilter: {
            /**
             * Automated
             * @description Crawlers that say so as well.
             * @default false
             */
            automated: boolean;
            /**
             * Browser
             * @description Name; repeatable.
             */
            browser?: string[];
            /**
             * Capturereason
             * @description What the recording or its absence comes from; repeatable.
             */
            captureReason?: string[];
            /**
             * Channel
             * @description Kind of source; repeatable.
             */
            channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
            /**
             * Country
             * @description ISO 3166 alpha-2; repeatable.
             */
            country?: string[];
            /**
             * Device
             * @description Repeat for any of several.
             */
            device?: ("desktop" | "tablet" | "mobile")[];
            /**
             * Enddate
             * @description Last day or moment, ISO 8601, included.
             */
            endDate?: string | null;
            /**
             * Entrypage
             * @description First address; repeatable.
             */
            entryPage?: string[];
            /**
             * Event
             * @description Name of a custom event in the session.
             */
            event?: string | null;
            /**
             * Exitpage
             * @description Last address; repeatable.
             */
            exitPage?: string[];
            /**
             * Goal
             * @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached.
             */
            goal?: string[];
            /**
             * Happened
             * @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several.
             */
            happened?: string[];
            /** Haserrors */
            hasErrors?: boolean | null;
            /** Hasrecording */
            hasRecording?: boolean | null;
            /**
             * Language
             * @description BCP 47; repeatable.
             */
            language?: string[];
            /**
             * Minduration
             * @description Least duration in ms.
             */
            minDuration?: number | null;
            /**
             * Os
             * @description Name; repeatable.
             */
            os?: string[];
            /**
             * Pageurl
             * @description A page: an address, a path that starts with `/`, or `host/path` as pages are listed. `*` stands for any text. A page that a rule of the project covers stands for all pages of the rule.
             */
            pageURL: string;
            /**
             * Recordingid
             * @description Only those that a live run recorded.
             */
            recordingId?: string | null;
            /**
             * Screen
             * @description Such as 1440x900; repeatable.
             */
            screen?: string[];
            /**
             * Sessionid
             * @description One session.
             */
            sessionId?: string | null;
            /**
             * Sessionids
             * @description Only these sessions: ids joined by commas.
             */
            sessionIds?: string | null;
            /**
             * Source
             * @description What brought the session: `utm_source` or the referrer's host; repeatable.
             */
            source?: string[];
            /**
             * Startdate
             * @description First day or moment, ISO 8601, included.
             */
            startDate?: string | null;
            /**
             * Timezone
             * @description IANA name; where a day of the two dates begins.
             * @default UTC
             */
            timeZone: string;
            /**
             * Type
             * @description `hover`: where the pointer rested; `mousemove`: where it was.
             * @default click
             * @enum {string}
             */
            type: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
            /**
             * Utmcampaign
             * @description Campaign parameter; repeatable.
             */
            utmCampaign?: string[];
            /**
             * Utmmedium
             * @description Campaign parameter; repeatable.
             */
            utmMedium?: string[];
            /**
             * Visitorid
             * @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`.
             */
            visitorId?: string | null;
            /**
             * Visitortype
             * @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts.
             */
            visitorType?: ("new" | "returning" | "own") | null;
            /**
             * Widthmax
             * @description Largest viewport width, CSS px.
             */
            widthMax?: number | null;
            /**
             * Widthmin
             * @description Least viewport width, CSS px.
             */
            widthMin?: number | null;
        };
        /**
         * HeatmapMetadata
         * @description Counts of all that the filter holds.
         */
        HeatmapMetadata: {
            /**
             * Approximate
             * @description Of these, what imported recordings told: not where in an element it was.
             */
            approximate: number;
            /**
             * Hidden
             * @description On elements that nobody saw at the wanted width, where others were seen.
             */
            hidden: number;
            /**
             * Lastupdated
             * @description The newest interaction, Unix ms.
             */
            lastUpdated: number | null;
            /**
             * Pages
             * @description The pages that the map is made of.
             */
            pages: string[];
            /** Placed */
            placed: number;
            /** Sessioncount */
            sessionCount: number;
            /** Totalinteractions */
            totalInteractions: number;
            /**
             * Uniqueusers
             * @description Visitors; sessions where a browser stores nothing.
             */
            uniqueUsers: number;
            /**
             * Unresolved
             * @description With no place, or none that holds at the wanted width.
             */
            unresolved: number;
        };
        /**
         * HeatmapPage
         * @description A page that has a map, or a rule and all the pages that fall under it.
         */
        HeatmapPage: {
            /**
             * Counts
             * @description Interactions by type.
             */
            counts: {
                [key: string]: number;
            };
            /** Exampleurl */
            exampleUrl: string;
            /** Interactions */
            interactions: number;
            /** Isrule */
            isRule: boolean;
            /**
             * Pagecount
             * @description Pages under a rule; else 1.
             */
            pageCount: number;
            /**
             * Pageurl
             * @description Ask for its map with it.
             */
            pageURL: string;
            /** Title */
            title: string;
            /** Views */
            views: number;
        };
        /**
         * HeatmapPageList
         * @description Pages, those with most interactions first.
         */
        HeatmapPageList: {
            /** Pages */
            pages: components["schemas"]["HeatmapPage"][];
            /** Total */
            total: number;
        };
        /**
         * HeatMoment
         * @description One interaction, to open the replay at it.
         */
        HeatMoment: {
            /**
             * At
             * @description Unix ms, server clock.
             */
            at: number;
            /** Browser */
            browser: string;
            /** Country */
            country: string;
            /** Device */
            device: string;
            /** Durationms */
            durationMs: number;
            /**
             * Elementid
             * @description Empty where there is none.
             */
            elementId: string;
            /** Hasrecording */
            hasRecording: boolean;
            /**
             * Node
             * @description rrweb id of the element in this recording; 0: not known.
             */
            node: number;
            /** Page */
            page: string;
            /** Pagex */
            pageX: number;
            /** Pagey */
            pageY: number;
            /** Sessionid */
            sessionId: string;
            /** Tabid */
            tabId: string;
            /** Value */
            value: number;
            /** Viewportwidth */
            viewportWidth: number;
            /** Visitorid */
            visitorId: string;
        };
        /**
         * HeatMomentList
         * @description Moments, the newest first.
         */
        HeatMomentList: {
            /** Moments */
            moments: components["schemas"]["HeatMoment"][];
            /**
             * Nextcursor
             * @description Pass as `cursor`; null at the end.
             */
            nextCursor: string | null;
            /** Sessioncount */
            sessionCount: number;
            /** Total */
            total: number;
        };
        /**
         * HeatPoint
         * @description A place on the page.
         */
        HeatPoint: {
            /**
             * Value
             * @description Number of interactions; ms of a rest; samples of a move.
             */
            value: number;
            /**
             * X
             * @description CSS px from the left of the page.
             */
            x: number;
            /**
             * Y
             * @description CSS px from its top.
             */
            y: number;
        };
        /**
         * Identity
         * @description The site's own id of its visitor.
         */
        Identity: {
            at: number;
            id: string;
            /** @default  */
            pageViewId: string;
        };
        /**
         * InstallStatus
         * @description Whether the tracker was seen, for the set-up screen.
         */
        InstallStatus: {
            /** Lastreceivedat */
            lastReceivedAt: number | null;
            /**
             * Origins
             * @description Origins of the pages seen.
             */
            origins: string[];
            /** Pageviewcount */
            pageViewCount: number;
        };
        /**
         * Interaction
         * @description One thing that the visitor did; what is 0 is left out.
         */
        Interaction: {
            at: number;
            /** @default 0 */
            durationMs: number;
            /** @default  */
            elementId: string;
            /** @default 0 */
            ex: number;
            /** @default 0 */
            ey: number;
            /** @default 0 */
            flags: number;
            /** @default 0 */
            height: number;
            /** @default 0 */
            node: number;
            /** @default 0 */
            pageHeight: number;
            /** @default  */
            pageViewId: string;
            /** @default 0 */
            pageX: number;
            /** @default 0 */
            pageY: number;
            /** @default 0 */
            pixelRatio: number;
            /** @default [] */
            scrolls: number[];
            type: string;
            /** @default  */
            url: string;
            /** @default 0 */
            value: number;
            /** @default 0 */
            viewportHeight: number;
            /** @default 0 */
            viewportWidth: number;
            /** @default 0 */
            width: number;
            /** @default 0 */
            x: number;
            /** @default 0 */
            y: number;
        };
        /**
         * Invitation
         * @description How a new member gets in.
         */
        Invitation: {
            /**
             * Inviteurl
             * @description One-time link to choose a password; null when the person has a login already.
             */
            inviteUrl: string | null;
            member: components["schemas"]["Member"];
        };
        /**
         * JourneyLink
         * @description From a page of a step to one of the next.
         */
        JourneyLink: {
            /** Sessions */
            sessions: number;
            /** Source */
            source: string;
            /**
             * Step
             * @description Of the page that it begins at.
             */
            step: number;
            /** Target */
            target: string;
        };
        /**
         * JourneyNode
         * @description A page at a step of the sessions' paths.
         */
        JourneyNode: {
            /**
             * Exits
             * @description Sessions whose path ended here.
             */
            exits: number;
            /**
             * Page
             * @description `host/path`, or `…` for all that are not listed.
             */
            page: string;
            /** Sessions */
            sessions: number;
            /**
             * Step
             * @description From 1.
             */
            step: number;
        };
        /**
         * Journeys
         * @description What pages sessions saw one after the other; the same page twice in a row counts once.
         */
        Journeys: {
            /** Links */
            links: components["schemas"]["JourneyLink"][];
            /** Nodes */
            nodes: components["schemas"]["JourneyNode"][];
            /** Sessions */
            sessions: number;
        };
        /**
         * KindBytes
         * @description What one kind of data takes.
         */
        KindBytes: {
            /** Bytes */
            bytes: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "recordings" | "assets" | "interactions" | "signals" | "numbers";
        };
        /**
         * LedgerDay
         * @description What arrived on a day, in UTC; beside the counts here, what was lost is in `received`.
         */
        LedgerDay: {
            /**
             * Date
             * @description ISO 8601.
             */
            date: string;
            /** Duplicate */
            duplicate: number;
            /** Received */
            received: number;
            /** Rejected */
            rejected: number;
            /** Stored */
            stored: number;
        };
        /**
         * LeftOut
         * @description What no number is made of.
         */
        LeftOut: {
            /** Pageviews */
            pageViews: number;
            /** Sessions */
            sessions: number;
        };
        LiveAcks: {
            "admin admin-start-recording": components["schemas"]["LiveStartAnswer"];
            "admin admin-stop-recording": components["schemas"]["LiveStopAnswer"];
            "admin hello": components["schemas"]["LiveAdminWelcome"];
            "admin subscribe": components["schemas"]["LiveSubscribeAnswer"];
            "admin watch": components["schemas"]["LiveWatchAnswer"];
            "visitor join-project": components["schemas"]["LiveJoinAnswer"];
            "visitor recording-event": components["schemas"]["LiveBatchStored"];
        };
        /**
         * AdminHello
         * @description Who connects: an API token, or a ticket of `POST /api/live/tickets` (60 s, used once).
         */
        LiveAdminHello: {
            token: string;
        };
        LiveAdminToServer: {
            "admin-start-recording": components["schemas"]["LiveStartRecording"];
            "admin-stop-recording": components["schemas"]["LiveStopRecording"];
            hello: components["schemas"]["LiveAdminHello"];
            subscribe: components["schemas"]["LiveSubscribe"];
            unsubscribe: components["schemas"]["LiveSubscribe"];
            unwatch: components["schemas"]["LiveWatch"];
            watch: components["schemas"]["LiveWatch"];
        };
        /**
         * AdminWelcome
         * @description Ack of `hello`.
         */
        LiveAdminWelcome: {
            isLiveEnabled: boolean;
            name: string;
            ok: boolean;
            serverTime: number;
        };
        /**
         * BatchStored
         * @description Ack of `recording-event`.
         */
        LiveBatchStored: {
            ok: boolean;
            seq: number;
        };
        /**
         * DataStored
         * @description `data-stored`: new rows can be read; at most once a second for a project.
         */
        LiveDataStored: {
            events: number;
            interactions: number;
            pageURLs: string[];
            projectId: string;
            sessionIds: string[];
        };
        /**
         * LiveEvent
         * @description `live-event`: rrweb events of a tab as stored, in order of `seq`.
         */
        LiveEvent: {
            /** @default [] */
            console: unknown[];
            /** @default [] */
            errors: unknown[];
            events: unknown[];
            /** @default false */
            isCatchUp: boolean;
            recordingId: string;
            sentAt: number;
            seq: number;
            sessionId: string;
            tabId: string;
            timestamp: number;
        };
        /**
         * Gap
         * @description `gap`: events of a tab are missing; a full snapshot was asked for, or has come.
         */
        LiveGap: {
            /** @enum {unknown} */
            reason: "lost" | "restart" | "viewer-slow" | "visitor-away";
            recordingId: string;
            sessionId: string;
            /** @enum {unknown} */
            state: "healed" | "resyncing";
            tabId: string;
        };
        /**
         * GoingAway
         * @description `going-away`: the server restarts; connect again after so long.
         */
        LiveGoingAway: {
            retryAfterMs: number;
        };
        LiveHttpAnswers: {
            listLiveRuns: components["schemas"]["LiveRunList"];
            listLiveVisitors: components["schemas"]["LiveVisitorList"];
            readLiveRun: components["schemas"]["LiveRunDetail"];
            startLiveRun: components["schemas"]["LiveStartAnswer"];
            stopLiveRun: components["schemas"]["LiveStopAnswer"];
        };
        /**
         * JoinAnswer
         * @description Ack of `join-project`: what the tab has to do now, whatever it did before.
         */
        LiveJoinAnswer: {
            batchMs: number;
            isBadgeShown: boolean;
            isWatched: boolean;
            ok: boolean;
            recording: boolean;
            recordingId: string;
        };
        /**
         * JoinProject
         * @description `join-project`: the tab can be recorded from now on. Again after each new connection.
         */
        LiveJoinProject: {
            /**
             * @default not-required
             * @enum {unknown}
             */
            consent: "granted" | "not-required";
            /** @default  */
            language: string;
            page: components["schemas"]["LiveVisitorPage"];
            /** @default  */
            recordingId: string;
            /** @default  */
            referrer: string;
            /** @default  */
            timeZone: string;
            /** @default  */
            trackerVersion: string;
            /** @default  */
            visitorId: string;
        };
        /**
         * NeedSnapshot
         * @description `need-snapshot`: a hole, or somebody new; send a full snapshot soon.
         */
        LiveNeedSnapshot: {
            /**
             * @default gap
             * @enum {unknown}
             */
            reason: "gap" | "join" | "restart";
            recordingId: string;
        };
        /**
         * ProjectChanged
         * @description `project-changed`: something that people keep about a project is another one now.
         */
        LiveProjectChanged: {
            projectId: string;
            /** @enum {unknown} */
            what: "alerts" | "annotations";
        };
        /**
         * RecordingEvent
         * @description `recording-event`: one batch, of the very numbers and form of `POST /api/tracking/events`.
         *
         *         Answered with BatchStored once it is on disk; sent again over HTTP it is stored once.
         */
        LiveRecordingEvent: {
            batch?: unknown;
            /** @default  */
            packed: string;
            recordingId: string;
        };
        /**
         * RecordingStart
         * @description `recording-start`: begin with a full snapshot at once.
         */
        LiveRecordingStart: {
            /** @default 200 */
            batchMs: number;
            /** @default false */
            isBadgeShown: boolean;
            /** @default false */
            isWatched: boolean;
            recordingId: string;
            startedBy: string;
            timestamp: number;
        };
        /**
         * RecordingStateChanged
         * @description `recording-state`: a run, and its counts, as they are now.
         */
        LiveRecordingStateChanged: {
            run: components["schemas"]["LiveRun"];
        };
        /**
         * RecordingStop
         * @description `recording-stop`: send what is left and stop, unless the session is recorded anyway.
         */
        LiveRecordingStop: {
            recordingId: string;
            timestamp: number;
        };
        /**
         * Run
         * @description One press of Start until Stop; its counts are of sessions.
         */
        LiveRun: {
            endsAt: number;
            filter: components["schemas"]["LiveRunFilter"];
            isBadgeShown: boolean;
            projectId: string;
            purpose: string;
            recorded: number;
            recording: number;
            recordingId: string;
            requested: number;
            startedAt: number;
            startedBy: string;
            /** @enum {unknown} */
            state: "recording" | "stopped" | "stopping";
            stoppedAt: number;
            /** @enum {unknown} */
            stopReason: "" | "no-viewers" | "server" | "stopped" | "time-limit";
            viewers: number;
            withoutConsent: number;
        };
        /**
         * RunDetail
         * @description A run with its sessions, in the order in which they were taken into it.
         */
        LiveRunDetail: {
            endsAt: number;
            filter: components["schemas"]["LiveRunFilter"];
            isBadgeShown: boolean;
            projectId: string;
            purpose: string;
            recorded: number;
            recording: number;
            recordingId: string;
            requested: number;
            sessions: components["schemas"]["LiveRunSession"][];
            startedAt: number;
            startedBy: string;
            /** @enum {unknown} */
            state: "recording" | "stopped" | "stopping";
            stoppedAt: number;
            /** @enum {unknown} */
            stopReason: "" | "no-viewers" | "server" | "stopped" | "time-limit";
            viewers: number;
            withoutConsent: number;
        };
        /**
         * RunFilter
         * @description Which visitors a run records; all of the project where nothing is given.
         */
        LiveRunFilter: {
            /** @default  */
            country: string;
            /** @default  */
            device: string;
            /** @default 0 */
            nextVisitors: number;
            /** @default  */
            page: string;
            /** @default [] */
            sessionIds: string[];
            /** @default  */
            source: string;
            /** @default  */
            visitorId: string;
        };
        /**
         * RunList
         * @description Runs, newest first.
         */
        LiveRunList: {
            nextCursor: string | null;
            runs: components["schemas"]["LiveRun"][];
        };
        /**
         * RunSession
         * @description A session that a run has recorded, or tried to.
         */
        LiveRunSession: {
            recordedAt: number;
            refusal: string;
            sessionId: string;
            /** @enum {unknown} */
            state: "idle" | "recording" | "requested" | "stopping";
            takenAt: number;
        };
        LiveServerToAdmin: {
            "data-stored": components["schemas"]["LiveDataStored"];
            gap: components["schemas"]["LiveGap"];
            "going-away": components["schemas"]["LiveGoingAway"];
            "live-event": components["schemas"]["LiveEvent"];
            "project-changed": components["schemas"]["LiveProjectChanged"];
            "recording-state": components["schemas"]["LiveRecordingStateChanged"];
            "session-recorded": components["schemas"]["LiveSessionRecorded"];
            visitors: components["schemas"]["LiveVisitors"];
        };
        LiveServerToVisitor: {
            "going-away": components["schemas"]["LiveGoingAway"];
            "need-snapshot": components["schemas"]["LiveNeedSnapshot"];
            "recording-start": components["schemas"]["LiveRecordingStart"];
            "recording-stop": components["schemas"]["LiveRecordingStop"];
            "slow-down": components["schemas"]["LiveSlowDown"];
            unwatch: components["schemas"]["LiveVisitorWatch"];
            watch: components["schemas"]["LiveVisitorWatch"];
        };
        /**
         * SessionRecorded
         * @description `session-recorded`: the recording of a session can be replayed, or it is over.
         */
        LiveSessionRecorded: {
            duration: number;
            isEnded: boolean;
            pageURL: string;
            projectId: string;
            /** @default  */
            recordingId: string;
            sessionId: string;
        };
        /**
         * LiveSettings
         * @description How long live runs last, and how many visitors they record.
         */
        LiveSettings: {
            /**
             * Enabled
             * @description Trackers keep a socket open, and runs can be started.
             * @default true
             */
            enabled: boolean;
            /**
             * Maxrunms
             * @description A run ends after this time, whoever watches.
             * @default 3600000
             */
            maxRunMs: number;
            /**
             * Maxvisitors
             * @description Sessions that a run records at a time, at most.
             * @default 200
             */
            maxVisitors: number;
            /**
             * Stopafterms
             * @description A run ends so long after its last viewer has left.
             * @default 60000
             */
            stopAfterMs: number;
        };
        /**
         * SlowDown
         * @description `slow-down`: leave more time between two batches.
         */
        LiveSlowDown: {
            batchMs: number;
            recordingId: string;
        };
        /**
         * StartAnswer
         * @description Ack of `admin-start-recording`: visitors that are told to record now.
         */
        LiveStartAnswer: {
            recordingId: string;
            run: components["schemas"]["LiveRun"];
            visitors: number;
        };
        /**
         * StartRecording
         * @description `admin-start-recording`.
         */
        LiveStartRecording: {
            /**
             * @default {
             *       "country": "",
             *       "device": "",
             *       "nextVisitors": 0,
             *       "page": "",
             *       "sessionIds": [],
             *       "source": "",
             *       "visitorId": ""
             *     }
             */
            filter: components["schemas"]["LiveRunFilter"];
            /** @default false */
            isBadgeShown: boolean;
            projectId: string;
            purpose: string;
            /** @default true */
            watch: boolean;
        };
        /**
         * StopAnswer
         * @description Ack of `admin-stop-recording`; also when it was stopped already.
         */
        LiveStopAnswer: {
            recordingId: string;
            run: components["schemas"]["LiveRun"];
        };
        /**
         * StopRecording
         * @description `admin-stop-recording`.
         */
        LiveStopRecording: {
            recordingId: string;
        };
        /**
         * Subscribe
         * @description `subscribe` and `unsubscribe`: `sessions` tells of new data, `visitors` of who is online.
         */
        LiveSubscribe: {
            projectId: string;
            /**
             * @default [
             *       "sessions"
             *     ]
             */
            topics: ("sessions" | "visitors")[];
        };
        /**
         * SubscribeAnswer
         * @description Ack of `subscribe`: how things are now; the events tell what changes.
         */
        LiveSubscribeAnswer: {
            ok: boolean;
            /** @default null */
            quietMs: number | null;
            runs: components["schemas"]["LiveRun"][];
            visitors: components["schemas"]["LiveVisitor"][];
        };
        /**
         * LiveTab
         * @description One tab of a visitor who is online.
         */
        LiveTab: {
            isVisible: boolean;
            pageURL: string;
            pageViewId: string;
            shownAt: number;
            tabId: string;
            title: string;
            viewportHeight: number;
            viewportWidth: number;
        };
        /**
         * LiveVisitor
         * @description One session that is online: a socket is open, or a batch came within the last minute.
         */
        LiveVisitor: {
            activeAt: number;
            activity: number;
            browser: string;
            canRecord: boolean;
            country: string;
            device: string;
            language: string;
            obstacle: string;
            onlineSince: number;
            os: string;
            recordingId: string;
            /** @enum {unknown} */
            recordingState: "idle" | "recording" | "requested" | "stopping";
            referrer: string;
            sessionId: string;
            source: string;
            tabs: components["schemas"]["LiveTab"][];
            userId: string;
            viewers: number;
            visitorId: string;
        };
        /**
         * VisitorHello
         * @description Who connects. The session's id is made of its key and told to nobody.
         */
        LiveVisitorHello: {
            projectKey: string;
            sessionKey: string;
            tabId: string;
        };
        /**
         * VisitorList
         * @description Everybody who is online, the busiest first.
         */
        LiveVisitorList: {
            visitors: components["schemas"]["LiveVisitor"][];
        };
        /**
         * VisitorPage
         * @description The page that a tab shows; addresses are scrubbed in the page already.
         */
        LiveVisitorPage: {
            /** @default 0 */
            activeAt: number;
            /** @default starting */
            captureReason: string;
            /** @default true */
            isVisible: boolean;
            pageViewId: string;
            /** @default 0 */
            shownAt: number;
            /** @default  */
            title: string;
            url: string;
            /** @default 0 */
            viewportHeight: number;
            /** @default 0 */
            viewportWidth: number;
        };
        /**
         * VisitorPresence
         * @description `presence`: the page, its visibility or the visitor's activity changed; at most 1 per s.
         */
        LiveVisitorPresence: {
            page: components["schemas"]["LiveVisitorPage"];
        };
        /**
         * VisitorRecording
         * @description `recording`: the tab has begun to record for a run, or has stopped, or cannot.
         */
        LiveVisitorRecording: {
            /** @default  */
            reason: string;
            recordingId: string;
            /** @enum {unknown} */
            state: "recording" | "refused" | "stopped";
        };
        /**
         * Visitors
         * @description `visitors`: who came or changed, and the sessions that are gone; at most once a second.
         */
        LiveVisitors: {
            /** @default [] */
            changed: components["schemas"]["LiveVisitor"][];
            /** @default [] */
            gone: string[];
            projectId: string;
        };
        LiveVisitorToServer: {
            hello: components["schemas"]["LiveVisitorHello"];
            "join-project": components["schemas"]["LiveJoinProject"];
            presence: components["schemas"]["LiveVisitorPresence"];
            recording: components["schemas"]["LiveVisitorRecording"];
            "recording-event": components["schemas"]["LiveRecordingEvent"];
        };
        /**
         * VisitorWatch
         * @description `watch`: somebody looks; batches leave over the socket, each `batchMs`. Or `unwatch`.
         */
        LiveVisitorWatch: {
            /** @default 200 */
            batchMs: number;
            recordingId: string;
        };
        /**
         * Watch
         * @description `watch`: follow a session's tabs; answered with a catch-up. `unwatch` ends it.
         */
        LiveWatch: {
            /** @default 200 */
            batchMs: number;
            projectId: string;
            sessionId: string;
        };
        /**
         * WatchAnswer
         * @description Ack of `watch`. `live-event`s that are a catch-up follow for each tab that has any.
         */
        LiveWatchAnswer: {
            ok: boolean;
            recordingId: string;
            sessionId: string;
            tabs: string[];
        };
        /**
         * Login
         * @description Credentials.
         */
        Login: {
            /**
             * Code
             * @description Of the authenticator app, or a recovery code; needed when the answer to a login without it was `second_factor_required`.
             */
            code?: string | null;
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * MadeChannel
         * @description A fresh channel.
         */
        MadeChannel: {
            /** Changedat */
            changedAt: number;
            /** Channelid */
            channelId: string;
            /** Createdat */
            createdAt: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "webhook" | "mail";
            /** Name */
            name: string;
            /** Savedby */
            savedBy: string;
            /**
             * Secret
             * @description A webhook is signed with it; shown this one time. Empty for e-mail.
             */
            secret: string;
            /**
             * Showntarget
             * @description Host of a webhook, whose path is a secret; or mailbox.
             */
            shownTarget: string;
        };
        /**
         * MarkedVisitor
         * @description The same after it was said, with what follows.
         */
        MarkedVisitor: {
            /** Own */
            own: boolean;
            /**
             * Sessions
             * @description Sessions of this visitor: they count no more, or again.
             */
            sessions: number;
        };
        /**
         * Marker
         * @description A moment worth jumping to.
         */
        Marker: {
            /** At */
            at: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "click" | "input" | "page" | "error" | "custom" | "resize" | "focus" | "console" | "request" | "quick-back" | "notice";
            /**
             * Label
             * @description Short text for the event list, already without visitor input.
             */
            label: string;
            /** Tabid */
            tabId: string;
        };
        /**
         * Me
         * @description Who is logged in, and what every screen needs at start.
         */
        Me: {
            /**
             * Csrftoken
             * @description Send as `X-CSRF-Token` with every change.
             */
            csrfToken: string;
            /**
             * Playerorigin
             * @description Origin of the player page, for this dashboard's address.
             */
            playerOrigin: string;
            /** Projects */
            projects: components["schemas"]["Project"][];
            user: components["schemas"]["User"];
            /** Version */
            version: string;
        };
        /**
         * Member
         * @description A user's role in one project.
         */
        Member: {
            /** Addedat */
            addedAt: number;
            /** Email */
            email: string;
            /** Lastloginat */
            lastLoginAt: number | null;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            /** Userid */
            userId: string;
        };
        /**
         * MemberList
         * @description Everyone of a project.
         */
        MemberList: {
            /** Members */
            members: components["schemas"]["Member"][];
        };
        /**
         * Minute
         * @description One minute.
         */
        Minute: {
            /** At */
            at: number;
            /** Pageviews */
            pageViews: number;
            /**
             * Sessionids
             * @description Sessions behind the number, 200 at most.
             */
            sessionIds: string[];
            /** Visitors */
            visitors: number;
        };
        /**
         * Named
         * @description Sessions that are there, by a value.
         */
        Named: {
            /**
             * Sessionids
             * @description Sessions behind the number, 200 at most.
             */
            sessionIds: string[];
            /** Sessions */
            sessions: number;
            /** Value */
            value: string;
        };
        /**
         * Neighbour
         * @description A page that was seen just before or just after, and in how many sessions.
         */
        Neighbour: {
            /** Pageurl */
            pageURL: string;
            /** Sessions */
            sessions: number;
        };
        /**
         * NewAnnotation
         * @description A note to write.
         */
        NewAnnotation: {
            /**
             * At
             * @description Unix ms.
             */
            at: number;
            /**
             * Pageurl
             * @default
             */
            pageURL: string;
            /** Text */
            text: string;
        };
        /**
         * NewApiToken
         * @description A token to make.
         */
        NewApiToken: {
            /**
             * Expiresindays
             * @description Null: it never ends.
             */
            expiresInDays?: number | null;
            /** Name */
            name: string;
            /**
             * Role
             * @default viewer
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
            /**
             * Scopes
             * @description Null: all that the role may do.
             */
            scopes?: ("alerts:read" | "alerts:write" | "analytics:read" | "analytics:write" | "export:read" | "heatmaps:read" | "live:read" | "live:run" | "members:read" | "members:write" | "recordings:read" | "recordings:write" | "settings:read" | "settings:write" | "shares:read" | "shares:write")[] | null;
        };
        /**
         * NewChannel
         * @description Where alerts go to.
         */
        NewChannel: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "webhook" | "mail";
            /** Name */
            name: string;
            /**
             * Target
             * @description `https://` address, or e-mail address.
             */
            target: string;
        };
        /**
         * NewFunnel
         * @description A funnel to save.
         */
        NewFunnel: {
            /** Name */
            name: string;
            /** Steps */
            steps: string[];
        };
        /**
         * NewGoal
         * @description A goal to save.
         */
        NewGoal: {
            /** Definition */
            definition: string;
            /** Name */
            name: string;
        };
        /**
         * NewMember
         * @description Someone to add to a project.
         */
        NewMember: {
            /** Email */
            email: string;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
        };
        /**
         * NewProject
         * @description A project to make.
         */
        NewProject: {
            /** Name */
            name: string;
            settings?: components["schemas"]["ProjectSettings"];
        };
        /**
         * NewRun
         * @description A run to start.
         */
        NewRun: {
            filter?: components["schemas"]["NewRunFilter"];
            /**
             * Isbadgeshown
             * @description Show visitors that they are recorded.
             * @default false
             */
            isBadgeShown: boolean;
            /**
             * Purpose
             * @description Why; kept in the audit log.
             */
            purpose: string;
        };
        /**
         * NewRunFilter
         * @description Which visitors a run records; all of the project where nothing is given.
         */
        NewRunFilter: {
            /**
             * Country
             * @description Two letters, ISO 3166.
             * @default
             */
            country: string;
            /**
             * Device
             * @default
             * @example mobile
             */
            device: string;
            /**
             * Nextvisitors
             * @description Only the first so many; 0: all.
             * @default 0
             */
            nextVisitors: number;
            /**
             * Page
             * @description Pattern of paths, `*` is any text.
             * @default
             */
            page: string;
            /** Sessionids */
            sessionIds?: string[];
            /**
             * Source
             * @description Host of the referrer, or `direct`.
             * @default
             */
            source: string;
            /**
             * Visitorid
             * @default
             */
            visitorId: string;
        };
        /**
         * NewSecondFactor
         * @description What an authenticator app needs; it is not shown again.
         */
        NewSecondFactor: {
            /**
             * Qrcode
             * @description The same as a picture: the `data:` address of an SVG.
             */
            qrCode: string;
            /** Secret */
            secret: string;
            /**
             * Uri
             * @description The same as an `otpauth:` address, for a password manager.
             */
            uri: string;
        };
        /**
         * NewSegment
         * @description A segment to save.
         */
        NewSegment: {
            filters: components["schemas"]["SegmentFilter"];
            /**
             * Isshared
             * @description Needs the role analyst.
             * @default false
             */
            isShared: boolean;
            /** Name */
            name: string;
        };
        /**
         * NewShareLink
         * @description A share link to make: of a replay or of a heatmap.
         */
        NewShareLink: {
            /**
             * Expiresindays
             * @default 7
             */
            expiresInDays: number;
            heatmap?: components["schemas"]["SharedMap"] | null;
            replay?: components["schemas"]["SharedReplay"] | null;
        };
        /**
         * OpenedMap
         * @description What is known of a shared heatmap before it is read.
         */
        OpenedMap: {
            /** Enddate */
            endDate: string | null;
            /** Look */
            look: string;
            /** Pageurl */
            pageURL: string;
            /**
             * Projectkey
             * @description With it the player finds elements on the page.
             */
            projectKey: string;
            /** Startdate */
            startDate: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
            /** Width */
            width: number | null;
        };
        /**
         * OpenedReplay
         * @description What is known of a shared recording before it is read.
         */
        OpenedReplay: {
            /** Showsdetails */
            showsDetails: boolean;
            /** Startms */
            startMs: number | null;
        };
        /**
         * OpenedShare
         * @description An opened share link: what it shows, and what reads that for a while.
         */
        OpenedShare: {
            /** Expiresat */
            expiresAt: number;
            heatmap: components["schemas"]["OpenedMap"] | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "replay" | "heatmap";
            /** Passendsat */
            passEndsAt: number;
            /** Playerorigin */
            playerOrigin: string;
            replay: components["schemas"]["OpenedReplay"] | null;
            /**
             * Sharepass
             * @description Send as `Authorization: Bearer …`; good for nothing else.
             */
            sharePass: string;
        };
        /**
         * Overview
         * @description The numbers of a range, and those of the range before it.
         */
        Overview: {
            /**
             * Averageduration
             * @description ms.
             */
            averageDuration: number;
            /**
             * Bouncerate
             * @description 0…1.
             */
            bounceRate: number;
            /**
             * Crawlers
             * @description Sessions left out: crawlers that say so.
             */
            crawlers: number;
            /** Customevents */
            customEvents: number;
            /** Deadclicks */
            deadClicks: number;
            /** Errorclicks */
            errorClicks: number;
            /** Errors */
            errors: number;
            /** Frustratedsessions */
            frustratedSessions: number;
            /**
             * Frustrationrate
             * @description 0…1.
             */
            frustrationRate: number;
            /**
             * Medianduration
             * @description ms.
             */
            medianDuration: number;
            /** Newvisitors */
            newVisitors: number;
            /**
             * Ownsessions
             * @description Sessions left out: of the site's own team.
             */
            ownSessions: number;
            /** Pagespersession */
            pagesPerSession: number;
            /** Pageviews */
            pageViews: number;
            /** @description With `compare=previous`. */
            previous: components["schemas"]["Figures"] | null;
            previousRange: components["schemas"]["Range"] | null;
            /** Rageclicks */
            rageClicks: number;
            range: components["schemas"]["Range"];
            /**
             * Recordings
             * @description Sessions that can be replayed.
             */
            recordings: number;
            /**
             * Scrolldepth
             * @description Deepest part seen of a page view, mean, 0…1; null where none was measured.
             */
            scrollDepth: number | null;
            /** Sessions */
            sessions: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * OwnMark
         * @description Whether a visitor is of the site's own team.
         */
        OwnMark: {
            /** Own */
            own: boolean;
        };
        /**
         * PageBucket
         * @description What sessions that began in one hour, day, week or month did on the page.
         */
        PageBucket: {
            /** At */
            at: number;
            /**
             * Averagetime
             * @description ms.
             */
            averageTime: number;
            /**
             * Bouncerate
             * @description Of the entries; null without any.
             */
            bounceRate: number | null;
            /**
             * Date
             * @description Local date, or date and hour.
             */
            date: string;
            /** Entries */
            entries: number;
            /** Exits */
            exits: number;
            /** Pageviews */
            pageViews: number;
            /** Sessions */
            sessions: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * PageChange
         * @description A page had another DOM from then on, as its recordings show it.
         */
        PageChange: {
            /**
             * At
             * @description When the new version was seen first, Unix ms.
             */
            at: number;
            /**
             * Pageurl
             * @description As `host/path`.
             */
            pageURL: string;
            /**
             * Sessions
             * @description Sessions that saw the new version since.
             */
            sessions: number;
            /**
             * Sessionsbefore
             * @description Sessions that saw the page before.
             */
            sessionsBefore: number;
        };
        /**
         * PageDetail
         * @description Everything about one page that its sessions tell.
         */
        PageDetail: {
            /**
             * Address
             * @description The address of it that was seen most; may be empty.
             */
            address: string;
            /** Buckets */
            buckets: components["schemas"]["PageBucket"][];
            /**
             * Camefrom
             * @description Pages just before; entries are none.
             */
            cameFrom: components["schemas"]["Neighbour"][];
            /** Interval */
            interval: string;
            /** @description null: nobody saw it. */
            now: components["schemas"]["PageRow"] | null;
            /**
             * Pageurl
             * @description `host/path`, as pages are listed.
             */
            pageURL: string;
            /** @description With `compare=previous`: of the range before. */
            previous: components["schemas"]["PageRow"] | null;
            /** Previousbuckets */
            previousBuckets: components["schemas"]["PageBucket"][] | null;
            /** Timezone */
            timeZone: string;
            /**
             * Wentto
             * @description Pages just after; exits are none.
             */
            wentTo: components["schemas"]["Neighbour"][];
        };
        /**
         * PageError
         * @description An uncaught error or rejected promise of the page.
         */
        PageError: {
            at: number;
            /** @default 0 */
            column: number;
            /** @default 0 */
            line: number;
            message: string;
            /** @default  */
            pageViewId: string;
            /** @default  */
            source: string;
            /** @default  */
            stack: string;
            /** @default  */
            url: string;
        };
        /**
         * PageRequest
         * @description A request of the page: never its body, headers or query.
         */
        PageRequest: {
            at: number;
            /** @default 0 */
            bytes: number;
            /** @default 0 */
            durationMs: number;
            /** @default  */
            initiator: string;
            /** @default  */
            method: string;
            /** @default  */
            outcome: string;
            /** @default  */
            pageViewId: string;
            /** @default 0 */
            status: number;
            url: string;
        };
        /**
         * PageRequests
         * @description Requests in order of their start.
         */
        PageRequests: {
            /**
             * Nextcursor
             * @description Pass as `cursor` for the next page; null at the end of what is stored.
             */
            nextCursor: string | null;
            /** Requests */
            requests: components["schemas"]["SessionRequest"][];
        };
        /**
         * PageRow
         * @description One page, or one address.
         */
        PageRow: {
            /**
             * Averagetime
             * @description Until the next page of the tab or the end, ms.
             */
            averageTime: number;
            /**
             * Bouncerate
             * @description Of the entries; null without any.
             */
            bounceRate: number | null;
            /**
             * Cls
             * @description p75 of the cumulative layout shift.
             */
            cls: number | null;
            /** Deadclicks */
            deadClicks: number;
            /**
             * Entries
             * @description Sessions that began here.
             */
            entries: number;
            /** Errors */
            errors: number;
            /**
             * Exitrate
             * @description Exits / sessions of the page, 0…1.
             */
            exitRate: number;
            /**
             * Exits
             * @description Sessions that ended here.
             */
            exits: number;
            /**
             * Inp
             * @description p75 of the interaction to next paint, ms.
             */
            inp: number | null;
            /**
             * Lcp
             * @description p75 of the largest contentful paint, ms.
             */
            lcp: number | null;
            /**
             * Pageurl
             * @description Page as `host/path`; with `by=url` an address.
             */
            pageURL: string;
            /** Pageviews */
            pageViews: number;
            /** Rageclicks */
            rageClicks: number;
            /**
             * Scrolldepth
             * @description Mean, 0…1; null where it was not measured.
             */
            scrollDepth: number | null;
            /** Sessions */
            sessions: number;
            /** Title */
            title: string;
            /** Visitors */
            visitors: number;
        };
        /**
         * PageSnapshot
         * @description The DOM of a page as one session saw it, to draw something on it.
         */
        PageSnapshot: {
            /**
             * At
             * @description Time of the full snapshot, Unix ms, server clock.
             */
            at: number;
            /**
             * Events
             * @description Meta and FullSnapshot; with `at`, also what followed until then.
             */
            events: {
                [key: string]: unknown;
            }[];
            /** Pageurl */
            pageURL: string;
            /** Sessionid */
            sessionId: string;
            /** Tabid */
            tabId: string;
            /** Viewportheight */
            viewportHeight: number;
            /** Viewportwidth */
            viewportWidth: number;
        };
        /**
         * PageState
         * @description A state of the page: logged in or out, before or after a release.
         */
        PageState: {
            best: components["schemas"]["Backdrop"];
            /**
             * Count
             * @description Full snapshots that show it.
             */
            count: number;
            /** Firstat */
            firstAt: number;
            /** Lastat */
            lastAt: number;
            /** State */
            state: string;
        };
        /**
         * PageTable
         * @description Pages of the sessions, most views first.
         */
        PageTable: {
            /** Pages */
            pages: components["schemas"]["PageRow"][];
            /**
             * Pageviews
             * @description Of all pages; equals the overview's.
             */
            pageViews: number;
            /** Total */
            total: number;
        };
        /**
         * PageView
         * @description One showing of a page.
         */
        PageView: {
            at: number;
            id: string;
            /** @default  */
            referrer: string;
            /** @default  */
            title: string;
            url: string;
            /** @default 0 */
            viewportHeight: number;
            /** @default 0 */
            viewportWidth: number;
        };
        /**
         * PageVisit
         * @description One page view inside a session.
         */
        PageVisit: {
            /** At */
            at: number;
            /**
             * Capturereason
             * @description Whether this page view is in the recording.
             * @enum {string}
             */
            captureReason: "recorded" | "triggered-error" | "triggered-rage" | "triggered-page" | "triggered-event" | "triggered-live" | "starting" | "gpc" | "dnt" | "excluded-page" | "too-short" | "not-sampled" | "no-trigger" | "no-config" | "too-large" | "too-costly" | "in-parent" | "expired" | "refused" | "";
            /**
             * Leftat
             * @description Next page view in the same tab, or the tab's last event.
             */
            leftAt: number;
            /** Pageurl */
            pageURL: string;
            /** Pageviewid */
            pageViewId: string;
            /** Path */
            path: string;
            /** Tabid */
            tabId: string;
            /** Title */
            title: string;
            /** Viewportheight */
            viewportHeight: number;
            /** Viewportwidth */
            viewportWidth: number;
        };
        /**
         * PasswordChange
         * @description A new password, and the one until now.
         */
        PasswordChange: {
            /** Newpassword */
            newPassword: string;
            /** Password */
            password: string;
        };
        /**
         * PasswordProof
         * @description The password once more, before something that a borrowed browser must not do.
         */
        PasswordProof: {
            /** Password */
            password: string;
        };
        /**
         * Performance
         * @description All vitals, and one of them in parts.
         */
        Performance: {
            /** Devices */
            devices: components["schemas"]["VitalGroup"][];
            /**
             * Elements
             * @description Those that cost most, first.
             */
            elements: components["schemas"]["VitalElement"][];
            /** Pages */
            pages: components["schemas"]["VitalGroup"][];
            /**
             * Vital
             * @description What the parts are about.
             * @enum {string}
             */
            vital: "LCP" | "INP" | "CLS" | "FCP" | "TTFB";
            /** Vitals */
            vitals: components["schemas"]["VitalSummary"][];
        };
        /**
         * Picture
         * @description The moment of a recording on whose page a map is drawn.
         */
        Picture: {
            /**
             * At
             * @description Unix ms, server clock.
             */
            at: number;
            /** Sessionid */
            sessionId: string;
            /** Tabid */
            tabId: string;
        };
        /**
         * Pin
         * @description Whether a session is kept whatever its age and whatever room is left.
         */
        Pin: {
            /** Pinned */
            pinned: boolean;
        };
        /**
         * Problem
         * @description The body of every failure.
         */
        Problem: {
            /**
             * Code
             * @description Stable, for programs.
             */
            code: string;
            /**
             * Detail
             * @description A sentence for people: what to do.
             */
            detail: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @default about:blank
             */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * Progress
         * @description How far a request has come.
         */
        Progress: {
            /**
             * Phase
             * @enum {string}
             */
            phase: "sessions" | "tables" | "assets" | "files" | "over";
            /**
             * Places
             * @description Of a redaction: hits.
             */
            places: number;
            /**
             * Recordings
             * @description Of a redaction: recordings with hits.
             */
            recordings: number;
            /**
             * Sessions
             * @description Sessions gone through.
             */
            sessions: number;
            /** Sessionstotal */
            sessionsTotal: number;
        };
        /**
         * Project
         * @description One tracked site.
         */
        Project: {
            /** Createdat */
            createdAt: number;
            /** Name */
            name: string;
            /** Projectid */
            projectId: string;
            /**
             * Projectkey
             * @description Public, write-only key of the tracker.
             */
            projectKey: string;
            /**
             * Role
             * @description The role of the one who asks.
             */
            role?: ("owner" | "admin" | "analyst" | "viewer") | null;
            settings: components["schemas"]["ProjectSettings"];
        };
        /**
         * ProjectChange
         * @description What to change about a project; a missing field stays.
         */
        ProjectChange: {
            /** Name */
            name?: string | null;
            settings?: components["schemas"]["ProjectSettings"] | null;
        };
        /**
         * ProjectList
         * @description The projects that the one who asks may see.
         */
        ProjectList: {
            /** Projects */
            projects: components["schemas"]["Project"][];
        };
        /**
         * ProjectSettings
         * @description What an admin chooses for a project.
         */
        ProjectSettings: {
            /**
             * Allowedorigins
             * @description Origins whose pages may send; `*` alone allows every origin.
             */
            allowedOrigins?: string[];
            capture?: components["schemas"]["CaptureSettings"];
            live?: components["schemas"]["LiveSettings"];
            /**
             * Maskselectors
             * @description CSS selectors of elements whose text is masked in the mode `custom`.
             */
            maskSelectors?: string[];
            /**
             * Ownaddresses
             * @description IP addresses and ranges such as 203.0.113.0/24 from which the site's own team comes. Visitors who come from there do not count; no address is stored.
             */
            ownAddresses?: string[];
            /**
             * Pagerules
             * @description Patterns of addresses that are one page for heatmaps, such as /product/*; the first that fits counts. They apply to what is stored already, too.
             */
            pageRules?: string[];
            /**
             * Privacymode
             * @default balanced
             * @enum {string}
             */
            privacyMode: "balanced" | "strict" | "custom";
            /**
             * Recordshare
             * @description Share of sessions recorded, 0…1.
             * @default 1
             */
            recordShare: number;
            retention?: components["schemas"]["RetentionSettings"];
            rules?: components["schemas"]["RecordingRules"];
            storage?: components["schemas"]["StorageSettings"];
            /**
             * Timezone
             * @default UTC
             */
            timeZone: string;
            /**
             * Unmaskselectors
             * @description CSS selectors of elements whose text stays in the mode `custom`. Where there are any, all other text is masked: the strict mode but for these.
             */
            unmaskSelectors?: string[];
        };
        /**
         * PropertyValue
         * @description One value of a property, as JSON.
         */
        PropertyValue: {
            /** Count */
            count: number;
            /** Sessions */
            sessions: number;
            /** Value */
            value: string;
        };
        /**
         * Range
         * @description The time that is asked about, from `startAt` on and before `endAt`; null is open.
         */
        Range: {
            /** Endat */
            endAt: number | null;
            /** Startat */
            startAt: number | null;
        };
        /**
         * ReachLine
         * @description A share of the page views, and the deepest y to which so many came.
         */
        ReachLine: {
            /** Share */
            share: number;
            /** Y */
            y: number;
        };
        /**
         * ReachPoint
         * @description How many page views came down to `y` at least.
         */
        ReachPoint: {
            /** Share */
            share: number;
            /** Views */
            views: number;
            /** Y */
            y: number;
        };
        /**
         * Readiness
         * @description Whether batches are stored and the dashboard can read.
         */
        Readiness: {
            /**
             * Degraded
             * @description Ready, but a part is slower or smaller than it should be.
             */
            degraded: boolean;
            /**
             * Parts
             * @description `ok`, or what is wrong, by part.
             */
            parts: {
                [key: string]: string;
            };
            /** Ready */
            ready: boolean;
        };
        /**
         * Reading
         * @description What a rule would find at this moment.
         */
        Reading: {
            /** Problem */
            problem: string;
            /** Sessions */
            sessions: number;
            /** Usual */
            usual: number | null;
            /** Value */
            value: number | null;
            /** Wouldfire */
            wouldFire: boolean;
        };
        /**
         * Realtime
         * @description What is going on.
         */
        Realtime: {
            /**
             * Activesessionids
             * @description Sessions behind the number, 200 at most.
             */
            activeSessionIds: string[];
            /**
             * Activevisitors
             * @description Did something in the last five minutes.
             */
            activeVisitors: number;
            /** Countries */
            countries: components["schemas"]["Named"][];
            /** Devices */
            devices: components["schemas"]["Named"][];
            /** Feed */
            feed: components["schemas"]["FeedItem"][];
            /** Minutes */
            minutes: components["schemas"]["Minute"][];
            /** Now */
            now: number;
            /**
             * Pages
             * @description Where the active sessions are.
             */
            pages: components["schemas"]["Named"][];
            /** Sources */
            sources: components["schemas"]["Named"][];
        };
        /**
         * Receipt
         * @description What was done, without the ids and texts that it was done to.
         */
        Receipt: {
            /** Askedat */
            askedAt: number;
            /** Askedby */
            askedBy: string;
            /**
             * Assets
             * @description Style sheets, pictures and fonts that nothing else used.
             */
            assets: number;
            /** Bytes */
            bytes: number;
            /**
             * Digest
             * @description SHA-256 of all the rest as JSON with sorted keys, hex.
             */
            digest: string;
            /** Finishedat */
            finishedAt: number;
            /** Firstat */
            firstAt: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "erasure" | "redaction" | "export";
            /** Lastat */
            lastAt: number | null;
            /**
             * Places
             * @description Of a redaction: texts and attributes that were hidden.
             */
            places: number;
            /** Projectid */
            projectId: string;
            /**
             * Quarantined
             * @description Batches that could not be read.
             */
            quarantined: number;
            /**
             * Recordings
             * @description Of a redaction: recordings that were changed.
             */
            recordings: number;
            /** Requestid */
            requestId: string;
            /** Rows */
            rows: components["schemas"]["TableCount"][];
            /**
             * Salt
             * @description Stands before every id that is hashed below.
             */
            salt: string;
            /**
             * Sessionhashes
             * @description Of salt and session id; the first 10,000.
             */
            sessionHashes: string[];
            /** Sessions */
            sessions: number;
            /**
             * Subjecthash
             * @description SHA-256 of salt and subject, hex.
             */
            subjectHash: string;
            /** Subjectkind */
            subjectKind: string;
        };
        /**
         * RecordingCost
         * @description What recording cost the page since the tracker told it last.
         */
        RecordingCost: {
            /** @default 0 */
            activeMs: number;
            at: number;
            /** @default 0 */
            bytes: number;
            /** @default 0 */
            elements: number;
            /** @default 0 */
            longestMs: number;
            /** @default 0 */
            snapshotMs: number;
            /** @default 0 */
            workMs: number;
        };
        /**
         * RecordingCosts
         * @description What recording costs the visitors of a project.
         */
        RecordingCosts: {
            /** @description Null where nobody measured it yet. */
            all: components["schemas"]["CostGroup"] | null;
            /**
             * Devices
             * @description By device (`desktop`, `tablet`, `mobile`, `unknown`), most sessions first.
             */
            devices: {
                [key: string]: components["schemas"]["CostGroup"];
            };
        };
        /**
         * RecordingRules
         * @description Patterns are of paths: `/checkout` is that page and all below it, `*` stands for any text.
         */
        RecordingRules: {
            /**
             * Excludepaths
             * @description These pages are never recorded, whatever else is said.
             */
            excludePaths?: string[];
            /**
             * Includepaths
             * @description Only these pages are recorded; none: all pages.
             */
            includePaths?: string[];
            /**
             * Mindurationms
             * @description A session that ends sooner is not kept, unless something set it off.
             * @default 0
             */
            minDurationMs: number;
            /**
             * Oncustomevents
             * @description … from a custom event of one of these names on.
             */
            onCustomEvents?: string[];
            /**
             * Onerror
             * @description A session that is not drawn is recorded from an uncaught error on.
             * @default false
             */
            onError: boolean;
            /**
             * Onpaths
             * @description … from a visit of one of these pages on.
             */
            onPaths?: string[];
            /**
             * Onrageclick
             * @description … from a rage click on; needs `capture.interactions`.
             * @default false
             */
            onRageClick: boolean;
            /**
             * Prerollms
             * @description How much of what was before a trigger is recorded, at most.
             * @default 0
             * @enum {integer}
             */
            preRollMs: 0 | 10000 | 30000 | 60000;
        };
        /**
         * RecoveryCodes
         * @description Codes that stand in for the app, each once; they are not shown again.
         */
        RecoveryCodes: {
            /** Recoverycodes */
            recoveryCodes: string[];
        };
        /**
         * RedactionRule
         * @description What is hidden in stored recordings: an element, a text, or one of the known patterns.
         */
        RedactionRule: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "element" | "text" | "pattern";
            /**
             * Pattern
             * @description Of `pattern`.
             */
            pattern?: ("email" | "card" | "iban" | "token" | "phone" | "digits") | null;
            /**
             * Selector
             * @description Of `element`: tags, `#id`, `.class` and `[attribute=value]`, joined by spaces or `>`; several by commas.
             * @default
             */
            selector: string;
            /**
             * Text
             * @description Of `text`: literal, in any case.
             * @default
             */
            text: string;
        };
        /**
         * RejectedBatches
         * @description Batches that were refused for one reason.
         */
        RejectedBatches: {
            /** Batches */
            batches: number;
            /**
             * Code
             * @description The stable code of the refusal.
             */
            code: string;
            /**
             * Limits
             * @description The limits that refuse by this code, as sentences.
             */
            limits: string[];
        };
        /**
         * Retention
         * @description Cohorts in order of time.
         */
        Retention: {
            /** Cohorts */
            cohorts: components["schemas"]["Cohort"][];
            /**
             * Period
             * @enum {string}
             */
            period: "day" | "week" | "month";
            /** Timezone */
            timeZone: string;
        };
        /**
         * RetentionSettings
         * @description For how long each kind of data is kept; what is older is deleted, also from the disk.
         */
        RetentionSettings: {
            /**
             * Auditdays
             * @description Entries of the audit log.
             * @default 365
             */
            auditDays: number;
            /**
             * Eventdays
             * @description Sessions with page views, custom events, errors, vitals and interactions.
             * @default 395
             */
            eventDays: number;
            /**
             * Quarantinedays
             * @description Batches that could not be decoded.
             * @default 14
             */
            quarantineDays: number;
            /**
             * Recordingdays
             * @description Recordings, console messages and requests, from the end of the session.
             * @default 30
             */
            recordingDays: number;
        };
        /**
         * RoleChange
         * @description A member's new role.
         */
        RoleChange: {
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "admin" | "analyst" | "viewer";
        };
        /**
         * RuleList
         * @description The rules of a project.
         */
        RuleList: {
            /**
             * Ismailconfigured
             * @description Whether the operator has set a mail server.
             */
            isMailConfigured: boolean;
            /** Rules */
            rules: components["schemas"]["SavedRule"][];
        };
        /**
         * RuleProposal
         * @description A pattern that would make many pages one.
         */
        RuleProposal: {
            /** Examples */
            examples: string[];
            /** Pagecount */
            pageCount: number;
            /** Pattern */
            pattern: string;
        };
        /**
         * RuleProposalList
         * @description Proposals; nothing happens until somebody adds one to the project's page rules.
         */
        RuleProposalList: {
            /** Proposals */
            proposals: components["schemas"]["RuleProposal"][];
        };
        /**
         * SavedFunnel
         * @description Ordered steps under a name.
         */
        SavedFunnel: {
            /** Changedat */
            changedAt: number;
            /** Createdat */
            createdAt: number;
            /** Funnelid */
            funnelId: string;
            /** Name */
            name: string;
            /**
             * Savedby
             * @description E-mail address of a person, or name of an API token.
             */
            savedBy: string;
            /**
             * Steps
             * @description `page:/plans/*` or `event:signup`, in their order.
             */
            steps: string[];
        };
        /**
         * SavedGoal
         * @description What counts as success, under a name.
         */
        SavedGoal: {
            /** Changedat */
            changedAt: number;
            /** Createdat */
            createdAt: number;
            /**
             * Definition
             * @description `page:/thanks*` or `event:order?total>=100`.
             */
            definition: string;
            /** Goalid */
            goalId: string;
            /** Name */
            name: string;
            /**
             * Savedby
             * @description E-mail address of a person, or name of an API token.
             */
            savedBy: string;
        };
        /**
         * SavedRule
         * @description A rule, and what its checks have found.
         */
        SavedRule: {
            /** Changedat */
            changedAt: number;
            /**
             * Checkedat
             * @description 0: not yet.
             */
            checkedAt: number;
            /** Createdat */
            createdAt: number;
            /**
             * Problem
             * @description Why it could not be judged; empty: it could.
             */
            problem: string;
            rule: components["schemas"]["AlertRule"];
            /** Ruleid */
            ruleId: string;
            /** Savedby */
            savedBy: string;
            /**
             * State
             * @enum {string}
             */
            state: "ok" | "firing";
            /** Statesince */
            stateSince: number;
            /**
             * Value
             * @description As it was last measured; null: there was nothing.
             */
            value: number | null;
        };
        /**
         * ScrollReach
         * @description How far down visitors came; only of the type `scroll`.
         */
        ScrollReach: {
            /** Curve */
            curve: components["schemas"]["ReachPoint"][];
            /**
             * Folds
             * @description Quartiles of the viewports' heights.
             */
            folds: components["schemas"]["ReachLine"][];
            /**
             * Lines
             * @description Where 75, 50, 25 and 10 % of the views came to.
             */
            lines: components["schemas"]["ReachLine"][];
            /** Views */
            views: number;
        };
        /**
         * SecondFactor
         * @description Whether a login needs more than the password.
         */
        SecondFactor: {
            /** Ison */
            isOn: boolean;
            /** Recoverycodesleft */
            recoveryCodesLeft: number;
        };
        /**
         * SeenElement
         * @description An element that interactions name.
         */
        SeenElement: {
            id: string;
            /** @default  */
            label: string;
            /** @default  */
            pageViewId: string;
            print?: unknown;
            /** @default  */
            url: string;
        };
        /**
         * Segment
         * @description Filters with a name; the range of days is not part of it.
         */
        Segment: {
            /** Changedat */
            changedAt: number;
            /** Createdat */
            createdAt: number;
            filters: components["schemas"]["SegmentFilter"];
            /**
             * Isown
             * @description Saved by the one who asks.
             */
            isOwn: boolean;
            /**
             * Isshared
             * @description Seen by everyone of the project, else by its owner alone.
             */
            isShared: boolean;
            /** Name */
            name: string;
            /**
             * Savedby
             * @description E-mail address of a person, or name of an API token.
             */
            savedBy: string;
            /** Segmentid */
            segmentId: string;
        };
        /**
         * SegmentChange
         * @description What to change about a segment; a missing field stays.
         */
        SegmentChange: {
            filters?: components["schemas"]["SegmentFilter"] | null;
            /**
             * Isshared
             * @description Needs the role analyst; only its owner makes one private.
             */
            isShared?: boolean | null;
            /** Name */
            name?: string | null;
        };
        /**
         * SegmentFilter
         * @description What sessions have in common, whenever they were; every condition that is given must hold.
         */
        SegmentFilter: {
            /**
             * Automated
             * @description Crawlers that say so as well.
             * @default false
             */
            automated: boolean;
            /**
             * Browser
             * @description Name; repeatable.
             */
            browser?: string[];
            /**
             * Capturereason
             * @description What the recording or its absence comes from; repeatable.
             */
            captureReason?: string[];
            /**
             * Channel
             * @description Kind of source; repeatable.
             */
            channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
            /**
             * Country
             * @description ISO 3166 alpha-2; repeatable.
             */
            country?: string[];
            /**
             * Device
             * @description Repeat for any of several.
             */
            device?: ("desktop" | "tablet" | "mobile")[];
            /**
             * Entrypage
             * @description First address; repeatable.
             */
            entryPage?: string[];
            /**
             * Event
             * @description Name of a custom event in the session.
             */
            event?: string | null;
            /**
             * Exitpage
             * @description Last address; repeatable.
             */
            exitPage?: string[];
            /**
             * Goal
             * @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached.
             */
            goal?: string[];
            /**
             * Happened
             * @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several.
             */
            happened?: string[];
            /** Haserrors */
            hasErrors?: boolean | null;
            /** Hasrecording */
            hasRecording?: boolean | null;
            /**
             * Language
             * @description BCP 47; repeatable.
             */
            language?: string[];
            /**
             * Minduration
             * @description Least duration in ms.
             */
            minDuration?: number | null;
            /**
             * Os
             * @description Name; repeatable.
             */
            os?: string[];
            /**
             * Pageurl
             * @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it.
             */
            pageURL?: string | null;
            /**
             * Recordingid
             * @description Only those that a live run recorded.
             */
            recordingId?: string | null;
            /**
             * Screen
             * @description Such as 1440x900; repeatable.
             */
            screen?: string[];
            /**
             * Sessionids
             * @description Only these sessions: ids joined by commas.
             */
            sessionIds?: string | null;
            /**
             * Source
             * @description What brought the session: `utm_source` or the referrer's host; repeatable.
             */
            source?: string[];
            /**
             * Utmcampaign
             * @description Campaign parameter; repeatable.
             */
            utmCampaign?: string[];
            /**
             * Utmmedium
             * @description Campaign parameter; repeatable.
             */
            utmMedium?: string[];
            /**
             * Visitorid
             * @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`.
             */
            visitorId?: string | null;
            /**
             * Visitortype
             * @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts.
             */
            visitorType?: ("new" | "returning" | "own") | null;
        };
        /**
         * SegmentList
         * @description The segments that the one who asks sees, by name.
         */
        SegmentList: {
            /** Segments */
            segments: components["schemas"]["Segment"][];
        };
        /**
         * SessionConsoleMessage
         * @description One message of the page's console.
         */
        SessionConsoleMessage: {
            /**
             * At
             * @description Unix ms, server clock.
             */
            at: number;
            /**
             * Dropped
             * @description Messages before it that came too fast and were not sent; `text` is empty then.
             */
            dropped: number;
            /**
             * Level
             * @enum {string}
             */
            level: "debug" | "log" | "info" | "warn" | "error";
            /** Pageviewid */
            pageViewId: string;
            /** Tabid */
            tabId: string;
            /**
             * Text
             * @description The arguments as one text, without what is private.
             */
            text: string;
        };
        /**
         * SessionDetail
         * @description Everything about one session but its rrweb events.
         */
        SessionDetail: {
            /**
             * Clockoffsetms
             * @description Added to every rrweb timestamp of this session to get server time.
             */
            clockOffsetMs: number;
            /**
             * Consent
             * @description Whether the visitor was asked and agreed; empty when nobody said.
             * @enum {string}
             */
            consent: "granted" | "not-required" | "";
            /**
             * Dnt
             * @description The browser sent Do Not Track.
             */
            dnt: boolean;
            /** Gaps */
            gaps: components["schemas"]["Gap"][];
            /**
             * Gpc
             * @description The browser sent Global Privacy Control.
             */
            gpc: boolean;
            /** Pages */
            pages: components["schemas"]["PageVisit"][];
            /** Recorderversion */
            recorderVersion: string;
            session: components["schemas"]["SessionSummary"];
            /**
             * Storedbytes
             * @description Size of its batches as they arrived, compressed.
             */
            storedBytes: number;
            /** Tabs */
            tabs: components["schemas"]["Tab"][];
            timeline: components["schemas"]["Timeline"];
            /** Timezone */
            timeZone: string;
            /** Trackerversion */
            trackerVersion: string;
        };
        /**
         * SessionList
         * @description A page of sessions.
         */
        SessionList: {
            /**
             * Nextcursor
             * @description Pass as `cursor` for the next page; null at the end.
             */
            nextCursor: string | null;
            /** Sessions */
            sessions: components["schemas"]["SessionSummary"][];
            /**
             * Total
             * @description Sessions that match the filter.
             */
            total: number;
        };
        /**
         * SessionPin
         * @description … and who said so.
         */
        SessionPin: {
            /** Pinned */
            pinned: boolean;
            /** Pinnedat */
            pinnedAt?: number | null;
            /**
             * Pinnedby
             * @default
             */
            pinnedBy: string;
        };
        /**
         * SessionRequest
         * @description One request of the page; bodies, headers and queries are never sent.
         */
        SessionRequest: {
            /**
             * At
             * @description Start, Unix ms, server clock.
             */
            at: number;
            /**
             * Bytes
             * @description Over the network; 0 from a cache, or not told.
             */
            bytes: number;
            /** Durationms */
            durationMs: number;
            /**
             * Initiator
             * @description `fetch`, `xmlhttprequest`, or the element that asked.
             */
            initiator: string;
            /**
             * Method
             * @description Empty when it began before the tracker was there.
             */
            method: string;
            /**
             * Outcome
             * @description `aborted`: by the page. `failed`: no answer came. `unfinished`: the page was left before. `opaque`: the browser does not tell.
             * @enum {string}
             */
            outcome: "answered" | "aborted" | "failed" | "unfinished" | "opaque";
            /** Pageviewid */
            pageViewId: string;
            /**
             * Status
             * @description HTTP status; 0 without an answer.
             */
            status: number;
            /** Tabid */
            tabId: string;
            /** Url */
            url: string;
        };
        /**
         * SessionSummary
         * @description One row of the sessions list.
         */
        SessionSummary: {
            /**
             * Activity
             * @description Interactions in 30 equal parts of the session, for the activity strip.
             */
            activity: number[];
            /** Browser */
            browser: string;
            /** Browserversion */
            browserVersion: string;
            /**
             * Capturereason
             * @description `recorded`, or what set the recording off, or why there is none; empty when nobody said.
             * @enum {string}
             */
            captureReason: "recorded" | "triggered-error" | "triggered-rage" | "triggered-page" | "triggered-event" | "triggered-live" | "starting" | "gpc" | "dnt" | "excluded-page" | "too-short" | "not-sampled" | "no-trigger" | "no-config" | "too-large" | "too-costly" | "in-parent" | "expired" | "refused" | "";
            /** Clickcount */
            clickCount: number;
            /**
             * Country
             * @description ISO 3166 alpha-2, estimated from the time zone; may be empty.
             */
            country: string;
            /** Customeventcount */
            customEventCount: number;
            /**
             * Device
             * @enum {string}
             */
            device: "desktop" | "tablet" | "mobile" | "";
            /** Durationms */
            durationMs: number;
            /**
             * Endedat
             * @description Last event so far, Unix ms, server clock.
             */
            endedAt: number;
            /** Entrypageurl */
            entryPageURL: string;
            /** Errorcount */
            errorCount: number;
            /**
             * Eventcount
             * @description rrweb events stored.
             */
            eventCount: number;
            /** Exitpageurl */
            exitPageURL: string;
            /**
             * Happenedat
             * @description First moment of the first of `happened`, Unix ms; null without one.
             */
            happenedAt: number | null;
            /**
             * Happenedtabid
             * @description The tab in which that was; empty without one.
             */
            happenedTabId: string;
            /**
             * Hasrecording
             * @description There is a full snapshot, so it can be replayed.
             */
            hasRecording: boolean;
            /**
             * Identity
             * @description The site's own id of its visitor, given by `pulse.identify`; may be empty.
             */
            identity: string;
            /**
             * Inprogress
             * @description A batch arrived within the last minute and no end was told.
             */
            inProgress: boolean;
            /**
             * Keycount
             * @description Input events of the visitor.
             */
            keyCount: number;
            /** Language */
            language: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "tracker" | "import" | "demo";
            /** Os */
            os: string;
            /**
             * Own
             * @description Of the site's own team: it counts nowhere.
             */
            own: boolean;
            /** Pageviewcount */
            pageViewCount: number;
            /**
             * Recordingids
             * @description Live runs that recorded it.
             */
            recordingIds: string[];
            /** Referrer */
            referrer: string;
            /** Screenheight */
            screenHeight: number;
            /** Screenwidth */
            screenWidth: number;
            /** Sessionid */
            sessionId: string;
            /**
             * Startedat
             * @description First event, Unix ms, server clock.
             */
            startedAt: number;
            /** Tabcount */
            tabCount: number;
            /** Utmcampaign */
            utmCampaign: string;
            /** Utmmedium */
            utmMedium: string;
            /** Utmsource */
            utmSource: string;
            /**
             * Visitorid
             * @description Anonymous id; empty when the browser stores nothing.
             */
            visitorId: string;
        };
        /**
         * SessionVital
         * @description The last value of one web vital of one page view.
         */
        SessionVital: {
            /**
             * At
             * @description Unix ms, server clock.
             */
            at: number;
            /**
             * Element
             * @description CSS path of the element behind it; may be empty.
             */
            element: string;
            /**
             * Name
             * @enum {string}
             */
            name: "LCP" | "INP" | "CLS" | "FCP" | "TTFB";
            /** Pageurl */
            pageURL: string;
            /** Pageviewid */
            pageViewId: string;
            /**
             * Rating
             * @enum {string}
             */
            rating: "good" | "needs-improvement" | "poor" | "";
            /** Tabid */
            tabId: string;
            /**
             * Value
             * @description Milliseconds; of CLS a number without a unit.
             */
            value: number;
        };
        /**
         * Setup
         * @description First run: makes the first owner and the first project.
         */
        Setup: {
            /** Email */
            email: string;
            /** Password */
            password: string;
            project: components["schemas"]["NewProject"];
            /**
             * Token
             * @description From the one-time link that the server printed.
             */
            token: string;
        };
        /**
         * SetupState
         * @description Whether this instance still waits for its first owner.
         */
        SetupState: {
            /** Needssetup */
            needsSetup: boolean;
            /**
             * Signon
             * @description Name of the provider that people may log in with (OpenID Connect).
             */
            signOn: string | null;
        };
        /**
         * SharedMap
         * @description A heatmap that is shown.
         */
        SharedMap: {
            filter: components["schemas"]["HeatmapFilter"];
            /**
             * Look
             * @description How it is drawn, as in the address.
             * @default
             */
            look: string;
            /** @description Null: the best one. */
            picture?: components["schemas"]["Picture"] | null;
            /**
             * Width
             * @description Of the page, CSS px.
             */
            width?: number | null;
        };
        /**
         * SharedPicture
         * @description The moment of a recorded page that a shared map is drawn on.
         */
        SharedPicture: {
            /** At */
            at: number;
            /** Tabid */
            tabId: string;
            /** Viewportheight */
            viewportHeight: number;
            /** Viewportwidth */
            viewportWidth: number;
        };
        /**
         * SharedReplay
         * @description A recording that is shown.
         */
        SharedReplay: {
            /** Sessionid */
            sessionId: string;
            /**
             * Showsdetails
             * @description Whether messages of errors and of the console, and requests, are shown.
             * @default false
             */
            showsDetails: boolean;
            /**
             * Startms
             * @description Where it begins, ms from the session's start.
             */
            startMs?: number | null;
        };
        /**
         * ShareLink
         * @description A share link; its text is shown once.
         */
        ShareLink: {
            /** Createdat */
            createdAt: number;
            /** Expiresat */
            expiresAt: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "replay" | "heatmap";
            /** Lastopenedat */
            lastOpenedAt: number | null;
            /** Madeby */
            madeBy: string;
            /** Opencount */
            openCount: number;
            /**
             * Openings
             * @description The newest, at most 20.
             */
            openings: components["schemas"]["ShareOpening"][];
            /**
             * Pageurl
             * @description Of a heatmap.
             */
            pageURL: string | null;
            /** Revokedat */
            revokedAt: number | null;
            /**
             * Sessionid
             * @description Of a replay.
             */
            sessionId: string | null;
            /** Shareid */
            shareId: string;
            /** Showsdetails */
            showsDetails: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "active" | "expired" | "revoked";
            /**
             * Type
             * @description Of a heatmap.
             */
            type: ("click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention") | null;
        };
        /**
         * ShareLinkList
         * @description The share links of a project, newest first; also those that ended in the last 30 days.
         */
        ShareLinkList: {
            /** Sharelinks */
            shareLinks: components["schemas"]["ShareLink"][];
        };
        /**
         * ShareOpening
         * @description One time that a share link was opened.
         */
        ShareOpening: {
            /**
             * Client
             * @description Such as `Firefox on Windows`; no address is kept.
             */
            client: string;
            /** Openedat */
            openedAt: number;
        };
        /**
         * ShareToken
         * @description What stands behind the `#` of a share link.
         */
        ShareToken: {
            /** Token */
            token: string;
        };
        /**
         * SocketTicket
         * @description What opens `/live/admin` once, within a minute.
         */
        SocketTicket: {
            /** Expiresat */
            expiresAt: number;
            /**
             * Ticket
             * @description The `token` of the socket's `hello`.
             */
            ticket: string;
        };
        /**
         * Spread
         * @description How a number spreads over sessions.
         */
        Spread: {
            /** Median */
            median: number;
            /** P95 */
            p95: number;
        };
        /**
         * StorageReport
         * @description What a project takes, and what will become of it.
         */
        StorageReport: {
            /**
             * Budgetbytes
             * @description Null where the project has no budget.
             */
            budgetBytes: number | null;
            disk: components["schemas"]["DiskRoom"];
            /** @description Null where nothing grows. */
            full: components["schemas"]["Fullness"] | null;
            /**
             * Growthperdaybytes
             * @description Mean of the last seven days.
             */
            growthPerDayBytes: number;
            /** Kinds */
            kinds: components["schemas"]["KindBytes"][];
            /**
             * Nexttogo
             * @description The first ones, if room is needed.
             */
            nextToGo: components["schemas"]["DullSession"][];
            /** Pinnedcount */
            pinnedCount: number;
            /**
             * Refuses
             * @description Nothing is taken of this project's visitors now.
             */
            refuses: boolean;
            /**
             * Usedbytes
             * @description Of this project, in the tables.
             */
            usedBytes: number;
        };
        /**
         * StorageSettings
         * @description How much room a project may take, and what happens when it is used up.
         */
        StorageSettings: {
            /**
             * Budgetgb
             * @description Room on the disk in GB; null: as much as the disk has.
             */
            budgetGb?: number | null;
            /**
             * Whenfull
             * @description `delete_dull`: the recordings of the dullest sessions go, pinned ones stay; also when the disk is nearly full. `refuse`: nothing goes, and nothing new is taken.
             * @default delete_dull
             * @enum {string}
             */
            whenFull: "delete_dull" | "refuse";
        };
        /**
         * Subject
         * @description Whose or which data: one session, visitor, identity or page, or a stretch of time.
         */
        Subject: {
            /**
             * Fromat
             * @description Of `range`: Unix ms.
             * @default 0
             */
            fromAt: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "session" | "visitor" | "identity" | "page" | "range";
            /**
             * Toat
             * @description Of `range`: Unix ms, not included.
             * @default 0
             */
            toAt: number;
            /**
             * Value
             * @description Id of the session or visitor, the identity, or the page's address.
             * @default
             */
            value: string;
        };
        /**
         * Tab
         * @description One browser tab of a session.
         */
        Tab: {
            /** Eventcount */
            eventCount: number;
            /** Firstat */
            firstAt: number;
            /**
             * Fullsnapshots
             * @description Times of full snapshots, Unix ms, ascending.
             */
            fullSnapshots: number[];
            /** Lastat */
            lastAt: number;
            /** Tabid */
            tabId: string;
        };
        /**
         * TableCount
         * @description How many rows of a table, or how many `damaged files` that a repair had set aside.
         */
        TableCount: {
            /** Rows */
            rows: number;
            /** Table */
            table: string;
        };
        /**
         * TestResult
         * @description What became of a test.
         */
        TestResult: {
            /** Detail */
            detail: string;
            /** Issent */
            isSent: boolean;
        };
        /**
         * Timeline
         * @description What the bar under the player shows.
         */
        Timeline: {
            /**
             * Activity
             * @description Interactions of the visitor per bucket from startedAt on.
             */
            activity: number[];
            /** Bucketms */
            bucketMs: number;
            /** Markers */
            markers: components["schemas"]["Marker"][];
            /**
             * Markerstruncated
             * @description More markers exist than are listed.
             */
            markersTruncated: boolean;
        };
        /**
         * Timeseries
         * @description Buckets in order of time, those without sessions too.
         */
        Timeseries: {
            /** Buckets */
            buckets: components["schemas"]["Bucket"][];
            /**
             * Interval
             * @description `hour`, `day`, `week` (from Monday) or `month`.
             */
            interval: string;
            /**
             * Previous
             * @description With `compare=previous`: as many buckets of the range before; null where that is open.
             */
            previous: components["schemas"]["Bucket"][] | null;
            /** Timezone */
            timeZone: string;
        };
        /**
         * TrackingConfig
         * @description What a tracker is told of its project; only to mask more and record less by it.
         */
        TrackingConfig: {
            capture: components["schemas"]["CaptureSettings"];
            /** @description Null where live is off. */
            live: components["schemas"]["VisitorSockets"] | null;
            /** Maskselectors */
            maskSelectors: string[];
            /**
             * Privacymode
             * @enum {string}
             */
            privacyMode: "balanced" | "strict" | "custom";
            /**
             * Recordshare
             * @description Share of sessions recorded, 0…1.
             */
            recordShare: number;
            rules: components["schemas"]["RecordingRules"];
            /**
             * Unmaskselectors
             * @description Where there are any, all text is masked but that of these elements.
             */
            unmaskSelectors: string[];
        };
        /**
         * User
         * @description Someone with a login.
         */
        User: {
            /** Email */
            email: string;
            /** Userid */
            userId: string;
        };
        /**
         * VisitorSockets
         * @description Where trackers keep their socket open.
         */
        VisitorSockets: {
            /**
             * Socketurl
             * @description Origin of `/live/visitor`, as in `wss://live.example`; empty: the tracker's.
             */
            socketUrl: string;
        };
        /**
         * Vital
         * @description One web vital of a page view so far.
         */
        Vital: {
            at: number;
            /** @default  */
            element: string;
            /** @default  */
            elementId: string;
            name: string;
            /** @default  */
            pageViewId: string;
            /** @default  */
            rating: string;
            /** @default  */
            url: string;
            value: number;
        };
        /**
         * VitalBar
         * @description How many page views had a value in a part of the scale.
         */
        VitalBar: {
            /** Count */
            count: number;
            /**
             * End
             * @description null: all beyond.
             */
            end: number | null;
            /** Start */
            start: number;
        };
        /**
         * VitalElement
         * @description An element behind a vital that was not good.
         */
        VitalElement: {
            /**
             * Element
             * @description CSS path, without texts.
             */
            element: string;
            /** P75 */
            p75: number;
            /** Pageurl */
            pageURL: string;
            /** Samples */
            samples: number;
            /** Sessions */
            sessions: number;
            /** Worst */
            worst: number;
            /** Worstat */
            worstAt: number;
            /** Worstsessionid */
            worstSessionId: string;
            /** Worsttabid */
            worstTabId: string;
        };
        /**
         * VitalElements
         * @description Where on a page a vital comes from.
         */
        VitalElements: {
            /**
             * Elements
             * @description Those that cost most, first.
             */
            elements: components["schemas"]["DrawnVital"][];
            /** P75 */
            p75: number | null;
            /** Pageurl */
            pageURL: string;
            /**
             * Samples
             * @description Page views of the page that told the vital.
             */
            samples: number;
            /**
             * Unnamed
             * @description Those among them of which no element is known.
             */
            unnamed: number;
            /**
             * Vital
             * @enum {string}
             */
            vital: "LCP" | "INP" | "CLS" | "FCP" | "TTFB";
        };
        /**
         * VitalGroup
         * @description The chosen vital in a part of the page views.
         */
        VitalGroup: {
            /** Good */
            good: number;
            /** Needsimprovement */
            needsImprovement: number;
            /** P75 */
            p75: number;
            /** Poor */
            poor: number;
            /** Samples */
            samples: number;
            /**
             * Value
             * @description A device, or a page.
             */
            value: string;
        };
        /**
         * VitalMoment
         * @description When an element made a vital what it was: a place in a replay.
         */
        VitalMoment: {
            /** At */
            at: number;
            /** Sessionid */
            sessionId: string;
            /** Tabid */
            tabId: string;
            /** Value */
            value: number;
        };
        /**
         * Vitals
         * @description The web vitals of a session, by page view.
         */
        Vitals: {
            /** Vitals */
            vitals: components["schemas"]["SessionVital"][];
        };
        /**
         * VitalSummary
         * @description One vital over all page views that told it.
         */
        VitalSummary: {
            /** Bars */
            bars: components["schemas"]["VitalBar"][];
            /** Good */
            good: number;
            /** Goodupto */
            goodUpTo: number;
            /**
             * Name
             * @enum {string}
             */
            name: "LCP" | "INP" | "CLS" | "FCP" | "TTFB";
            /** Needsimprovement */
            needsImprovement: number;
            /**
             * P75
             * @description ms, of CLS a number; null without samples.
             */
            p75: number | null;
            /** Poor */
            poor: number;
            /** Poorfrom */
            poorFrom: number;
            /** Samples */
            samples: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOtherLogins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecondFactor"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAlert: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertRule"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedRule"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAlert: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertRule"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedRule"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAlert: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createChannel: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeChannel"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteChannel: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeChannel: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testChannel: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFirings: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiringList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAlert: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertRule"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reading"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readBreakdown: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description `previous`: also the same for the range just before. */
                compare?: "previous" | null;
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                dimension: "channel" | "source" | "utmMedium" | "utmCampaign" | "device" | "browser" | "os" | "screen" | "country" | "language" | "entryPage" | "exitPage";
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breakdown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCapture: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description Left out: what suits the length of the range. */
                interval?: ("hour" | "day" | "week" | "month") | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaptureTruth"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPageErrors: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description Only what was on this page, as it is listed. */
                page?: string;
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description In the name, any case. */
                search?: string;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorTable"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEventNames: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description `custom`: the site's own; `click`: clicks by label. Left out: both. */
                kind?: ("custom" | "click") | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description Only what was on this page, as it is listed. */
                page?: string;
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description In the name, any case. */
                search?: string;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTable"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEventName: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path: {
                /** @description Of a custom event. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDetail"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportTable: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description Of `pages`. */
                by?: "page" | "url";
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description Of `timeseries`, `breakdown`, `goals` and `goal`. */
                compare?: "previous" | null;
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description `breakdown` needs it; of `goal`. */
                dimension?: ("channel" | "source" | "utmMedium" | "utmCampaign" | "device" | "browser" | "os" | "screen" | "country" | "language" | "entryPage" | "exitPage") | null;
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description `csv`: rows for a spreadsheet; `json`: the call's answer. */
                format?: "csv" | "json";
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description `goal` needs it. */
                goalId?: string;
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description Of `timeseries`, `goal` and `capture`. */
                interval?: ("hour" | "day" | "week" | "month") | null;
                /** @description Of `events`; left out: both. */
                kind?: ("custom" | "click") | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description Of `journeys`. */
                pagesPerStep?: number;
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description Of `retention`. */
                period?: "day" | "week" | "month";
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Of `pages`, `events` and `errors`, any case. */
                search?: string;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description Of `pages`. */
                sort?: "pageViews" | "visitors" | "entries" | "exits" | "averageTime" | "rageClicks" | "deadClicks" | "errors";
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description Of `journeys`. */
                start?: string;
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description `funnel` needs at least one. */
                step?: string[];
                /** @description Of `journeys`. */
                steps?: number;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
                /** @description Of the three of vitals. */
                vital?: "LCP" | "INP" | "CLS" | "FCP" | "TTFB";
            };
            header?: never;
            path: {
                table: "pages" | "breakdown" | "events" | "errors" | "timeseries" | "journeys" | "funnel" | "goals" | "goal" | "retention" | "capture" | "vitalPages" | "vitalDevices" | "vitalElements";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "text/csv": unknown;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFunnel: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description Repeat in order: `page:/plans/*` (address, path or `host/path`) or `event:signup`. */
                step: string[];
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Funnel"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFunnelSessions: {
        parameters: {
            query: {
                /** @description Number of a step, from 1. */
                at: number;
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Those that took the step before it, and not this one. */
                lost?: boolean;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description Repeat in order: `page:/plans/*` (address, path or `host/path`) or `event:signup`. */
                step: string[];
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelSessions"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readGoals: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description `previous`: also the same for the range just before. */
                compare?: "previous" | null;
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalTable"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readGoal: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description `previous`: also the same for the range just before. */
                compare?: "previous" | null;
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                dimension?: "channel" | "source" | "utmMedium" | "utmCampaign" | "device" | "browser" | "os" | "screen" | "country" | "language" | "entryPage" | "exitPage";
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description Left out: what suits the length of the range. */
                interval?: ("hour" | "day" | "week" | "month") | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path: {
                goalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalDetail"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readJourneys: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                pagesPerStep?: number;
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description Begin at this page, `*` is any text. */
                start?: string;
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                steps?: number;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Journeys"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOverview: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description `previous`: also the same for the range just before. */
                compare?: "previous" | null;
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPage: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description `previous`: also the same for the range just before. */
                compare?: "previous" | null;
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description Left out: what suits the length of the range. */
                interval?: ("hour" | "day" | "week" | "month") | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page as pages are listed (`host/path`), or one of its addresses. */
                page: string;
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDetail"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPages: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description `page`: addresses of one page are one; `url`: each address. */
                by?: "page" | "url";
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description In the name, any case. */
                search?: string;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                sort?: "pageViews" | "visitors" | "entries" | "exits" | "averageTime" | "rageClicks" | "deadClicks" | "errors";
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTable"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPerformance: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
                vital?: "LCP" | "INP" | "CLS" | "FCP" | "TTFB";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performance"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readVitalElements: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page as pages are listed (`host/path`), or one of its addresses. */
                page: string;
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
                vital?: "LCP" | "INP" | "CLS" | "FCP" | "TTFB";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VitalElements"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRealtime: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Realtime"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRetention: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                period?: "day" | "week" | "month";
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportRows: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path: {
                kind: "sessions" | "pageViews" | "customEvents";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": unknown;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTimeseries: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description `previous`: also the same for the range just before. */
                compare?: "previous" | null;
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description Left out: what suits the length of the range. */
                interval?: ("hour" | "day" | "week" | "month") | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeseries"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAnnotations: {
        parameters: {
            query?: {
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAnnotation: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnnotation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAnnotation: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAnnotation: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnotationChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSetupState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginSignOn: {
        parameters: {
            query?: {
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finishSignOn: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDigest: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestState"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeDigest: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DigestChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestState"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewDigest: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestPreview"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showUnsubscribe: {
        parameters: {
            query: {
                member: string;
                project: string;
                signature: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsubscribe: {
        parameters: {
            query: {
                member: string;
                project: string;
                signature: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFunnels: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFunnel: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFunnel"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFunnel"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFunnel: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                funnelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeFunnel: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                funnelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FunnelChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedFunnel"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGoals: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGoal: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGoal"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedGoal"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGoal: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                goalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeGoal: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                goalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedGoal"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLiveRuns: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As on the socket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveRunList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startLiveRun: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            /** @description As on the socket. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveStartAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLiveRun: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                recordingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As on the socket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveRunDetail"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopLiveRun: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                recordingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As on the socket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveStopAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createLiveTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SocketTicket"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLiveVisitors: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As on the socket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveVisitorList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseData: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Subject"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequest"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewErasure: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Subject"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePreview"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportVisitor: {
        parameters: {
            query: {
                kind?: "visitor" | "identity" | "session";
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                value: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDataMap: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataMap"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countRedaction: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedactionRule"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequest"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDataRequests: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequestList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDataRequest: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequest"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelDataRequest: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequest"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmRedaction: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRequest"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReceipt: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProject"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAuditLog: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAuditLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChain"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readInstallStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstallStatus"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateProjectKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMember"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMemberRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiTokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiToken"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: string;
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSegments: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSegment: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSegment"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSegment: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                segmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSegment: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                segmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSharedAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSharedConsoleMessages: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleMessages"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSharedEvents: {
        parameters: {
            query?: {
                continue?: boolean;
                from?: number | null;
                tabId?: string | null;
                to?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventWindow"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSharedHeatmap: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Heatmap"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedShare"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSharedPage: {
        parameters: {
            query: {
                at: number;
                tabId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventWindow"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSharedPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedPicture"] | null;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSharedRequests: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRequests"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSharedSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShareLinks: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareLinkList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createShareLink: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShareLink"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedShareLink"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeShareLink: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                shareId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStorage: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageReport"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendAsset: {
        parameters: {
            query: {
                encoding?: "gzip" | "identity";
                /** @description SHA-256 in hex; where it is left out, the answer tells it. */
                hash?: string;
                /** @description The project's public key. */
                key: string;
                kind?: "css" | "image" | "font";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hash: string;
                    };
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAsset: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askMissingAssets: {
        parameters: {
            query: {
                /** @description The project's public key. */
                key: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string[];
            };
        };
        responses: {
            /** @description What is missing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        missing: string[];
                    };
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTrackingConfig: {
        parameters: {
            query: {
                /** @description The project's public key. */
                key: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackingConfig"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCosts: {
        parameters: {
            query?: {
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingCosts"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendBatch: {
        parameters: {
            query?: {
                /** @description `gzip` where no Content-Encoding header can be set. */
                encoding?: "gzip" | "identity";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        seq: number;
                    };
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFilterValues: {
        parameters: {
            query?: {
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterValues"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHeatmap: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description `points`: places on the page; `cells`: also places inside elements; `elements`: also how many views came down to each. */
                format?: "points" | "cells" | "elements";
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page: an address, a path that starts with `/`, or `host/path` as pages are listed. `*` stands for any text. A page that a rule of the project covers stands for all pages of the rule. */
                pageURL: string;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description One session. */
                sessionId?: string | null;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description `hover`: where the pointer rested; `mousemove`: where it was. */
                type?: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
                /** @description Viewport width to place points at, CSS px. */
                width?: number | null;
                /** @description Largest viewport width, CSS px. */
                widthMax?: number | null;
                /** @description Least viewport width, CSS px. */
                widthMin?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Heatmap"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareHeatmaps: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Crawlers that say so as well. */
                automatedB?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description Name; repeatable. */
                browserB?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReasonB?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description Kind of source; repeatable. */
                channelB?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description ISO 3166 alpha-2; repeatable. */
                countryB?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Repeat for any of several. */
                deviceB?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description Last day or moment, ISO 8601, included. */
                endDateB?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description First address; repeatable. */
                entryPageB?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Name of a custom event in the session. */
                eventB?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Last address; repeatable. */
                exitPageB?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goalB?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happenedB?: string[];
                hasErrors?: boolean | null;
                hasErrorsB?: boolean | null;
                hasRecording?: boolean | null;
                hasRecordingB?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description BCP 47; repeatable. */
                languageB?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Least duration in ms. */
                minDurationB?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description Name; repeatable. */
                osB?: string[];
                /** @description A page: an address, a path that starts with `/`, or `host/path` as pages are listed. `*` stands for any text. A page that a rule of the project covers stands for all pages of the rule. */
                pageURL: string;
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURLB?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingIdB?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Such as 1440x900; repeatable. */
                screenB?: string[];
                /** @description One session. */
                sessionId?: string | null;
                /** @description One session. */
                sessionIdB?: string | null;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description Only these sessions: ids joined by commas. */
                sessionIdsB?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                sourceB?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description First day or moment, ISO 8601, included. */
                startDateB?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description IANA name; where a day of the two dates begins. */
                timeZoneB?: string;
                /** @description `hover`: where the pointer rested; `mousemove`: where it was. */
                type?: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmCampaignB?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMediumB?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorIdB?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorTypeB?: ("new" | "returning" | "own") | null;
                /** @description Largest viewport width, CSS px. */
                widthMax?: number | null;
                /** @description Largest viewport width, CSS px. */
                widthMaxB?: number | null;
                /** @description Least viewport width, CSS px. */
                widthMin?: number | null;
                /** @description Least viewport width, CSS px. */
                widthMinB?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatmapComparison"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportHeatmap: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page: an address, a path that starts with `/`, or `host/path` as pages are listed. `*` stands for any text. A page that a rule of the project covers stands for all pages of the rule. */
                pageURL: string;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description One session. */
                sessionId?: string | null;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description `hover`: where the pointer rested; `mousemove`: where it was. */
                type?: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
                /** @description Viewport width to place points at, CSS px. */
                width?: number | null;
                /** @description Largest viewport width, CSS px. */
                widthMax?: number | null;
                /** @description Least viewport width, CSS px. */
                widthMin?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHeatmapPages: {
        parameters: {
            query?: {
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description In address or title, any case. */
                search?: string;
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatmapPageList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposePageRules: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleProposalList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHeatmapSessions: {
        parameters: {
            query: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                cursor?: string | null;
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description One element. */
                elementId?: string | null;
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                ex?: number | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                ey?: number | null;
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page: an address, a path that starts with `/`, or `host/path` as pages are listed. `*` stands for any text. A page that a rule of the project covers stands for all pages of the rule. */
                pageURL: string;
                /** @description Rectangles of elements, joined by `;`: the element, then left, top, right and bottom in 1/65535 of its size, joined by commas. What a region of a drawn map stands for at any width. */
                parts?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Left, top, right and bottom on the page, CSS px, joined by commas. */
                region?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description One session. */
                sessionId?: string | null;
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description `hover`: where the pointer rested; `mousemove`: where it was. */
                type?: "click" | "rage" | "dead" | "error" | "hover" | "mousemove" | "touch" | "scroll" | "attention";
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
                /** @description Largest viewport width, CSS px. */
                widthMax?: number | null;
                /** @description Least viewport width, CSS px. */
                widthMin?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatMomentList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBackdrops: {
        parameters: {
            query: {
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                pageURL: string;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                sessionId?: string;
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Viewport width to place points at, CSS px. */
                width?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackdropList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLedger: {
        parameters: {
            query?: {
                /** @description Days up to today, in UTC. */
                days?: number;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchLedger"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    optOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": {
                    projectKey: string;
                    sessionKey: string;
                };
            };
        };
        responses: {
            /** @description The wish is on disk. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description Crawlers that say so as well. */
                automated?: boolean;
                /** @description Name; repeatable. */
                browser?: string[];
                /** @description What the recording or its absence comes from; repeatable. */
                captureReason?: string[];
                /** @description Kind of source; repeatable. */
                channel?: ("paid-search" | "paid-social" | "display" | "paid-other" | "ai-assistant" | "email" | "affiliate" | "search" | "social" | "video" | "referral" | "direct")[];
                /** @description ISO 3166 alpha-2; repeatable. */
                country?: string[];
                cursor?: string | null;
                /** @description Repeat for any of several. */
                device?: ("desktop" | "tablet" | "mobile")[];
                /** @description Last day or moment, ISO 8601, included. */
                endDate?: string | null;
                /** @description First address; repeatable. */
                entryPage?: string[];
                /** @description Name of a custom event in the session. */
                event?: string | null;
                /** @description Last address; repeatable. */
                exitPage?: string[];
                /** @description Reached in the session: `page:/thanks*`, `event:order` or `event:order?total>=100`; repeat for several, each of which must be reached. */
                goal?: string[];
                /** @description What is in the session, such as `rage shop.example/plans` or `bounce`; docs/http-api.md lists the kinds. Repeat for all of several. */
                happened?: string[];
                hasErrors?: boolean | null;
                hasRecording?: boolean | null;
                /** @description BCP 47; repeatable. */
                language?: string[];
                limit?: number;
                /** @description Least duration in ms. */
                minDuration?: number | null;
                /** @description Name; repeatable. */
                os?: string[];
                /** @description A page seen in the session: an address, or a path that starts with `/`. `*` stands for any text; case matters only without it. */
                pageURL?: string | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Only those that a live run recorded. */
                recordingId?: string | null;
                /** @description Such as 1440x900; repeatable. */
                screen?: string[];
                /** @description Only these sessions: ids joined by commas. */
                sessionIds?: string | null;
                sort?: "-startedAt" | "startedAt" | "-duration" | "duration" | "-pageViews" | "pageViews" | "-clicks" | "clicks" | "-errors" | "errors" | "-events" | "events";
                /** @description What brought the session: `utm_source` or the referrer's host; repeatable. */
                source?: string[];
                /** @description First day or moment, ISO 8601, included. */
                startDate?: string | null;
                /** @description IANA name; where a day of the two dates begins. */
                timeZone?: string;
                /** @description Campaign parameter; repeatable. */
                utmCampaign?: string[];
                /** @description Campaign parameter; repeatable. */
                utmMedium?: string[];
                /** @description Of one visitor: the anonymous id, or the site's own from `pulse.identify`. */
                visitorId?: string | null;
                /** @description `new`: the first session of its visitor that is known; `own`: of the site's own team, which no other answer counts. */
                visitorType?: ("new" | "returning" | "own") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSession: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConsoleMessages: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleMessages"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEvents: {
        parameters: {
            query?: {
                /** @description Begin exactly at `from`. */
                continue?: boolean;
                /** @description Unix ms, server clock. The window begins at the full snapshot before it, or at the first event where there is none. */
                from?: number | null;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                /** @description Left out: the tab that was opened first. */
                tabId?: string | null;
                /** @description Last moment that is wanted, Unix ms, server clock. */
                to?: number | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventWindow"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportSession: {
        parameters: {
            query?: {
                /** @description `events`: one plain array of all events. */
                format?: "pages" | "events";
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportedRecording"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markOwnVisitor: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnMark"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkedVisitor"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSessionPin: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPin"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pinSession: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pin"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPin"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRequests"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVitals: {
        parameters: {
            query?: {
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vitals"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPageSnapshot: {
        parameters: {
            query: {
                /** @description State of the page at this time, Unix ms. */
                at?: number | null;
                pageURL: string;
                /** @description May be left out by whoever sees exactly one project. */
                projectId?: string | null;
                sessionId?: string | null;
                /** @description Wanted viewport width, CSS px. */
                width?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageSnapshot"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
