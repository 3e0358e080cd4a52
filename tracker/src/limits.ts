/** Every number the tracker works by: milliseconds, bytes or counts, each with its reason. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A session ends after this long without input of the visitor: the convention of web analytics. */
export const IDLE_MS = 30 * MINUTE_MS;
/** No session is longer, so that a page left open with a cat on the keyboard ends some time. */
export const SESSION_MAX_MS = DAY_MS;
/** Input is noted in storage at most this often: writing on every key would be felt. */
export const TOUCH_MS = 5 * SECOND_MS;
/** A visitor id lives 13 months and is not renewed: the longest that regulators accept. */
export const VISITOR_MAX_MS = 395 * DAY_MS;

/** Batches leave this often: fresh enough to follow a session, rare enough for a phone's radio. */
export const FLUSH_MS = 2 * SECOND_MS;
/** … or when this much JSON waits. */
export const FLUSH_BYTES = 64_000;
/** The server refuses more events in one batch. */
export const BATCH_PARTS = 1_000;
/** A batch stays below this before compression; only one big full snapshot may be larger. */
export const BATCH_BYTES = 4_000_000;
/** What may wait while the server cannot be reached: 10 minutes of an ordinary page and more. */
export const QUEUE_BYTES = 5_000_000;
/** As many batches wait where `rescue.js` does not come: about a minute of a page. */
export const STUCK_BATCHES = 30;
/** Compressing less than this costs more than it saves. */
export const GZIP_MIN_BYTES = 1_024;
/** Shorter texts, in UTF-16 units, are compressed sooner than a worker is asked. */
export const WORKER_MIN_LENGTH = 16_384;

/** First wait after a failed attempt; it doubles each time. */
export const RETRY_FIRST_MS = 3 * SECOND_MS;
/** Shortest wait after a failed attempt, whatever happens: a tab never storms the server. */
export const RETRY_MIN_MS = SECOND_MS;
/** Longest wait between two attempts … */
export const RETRY_MAX_MS = 5 * MINUTE_MS;
/** … unless the server asks for more; a day would be a mistake of somebody's proxy. */
export const RETRY_ASKED_MAX_MS = 60 * MINUTE_MS;
/** Batches the server may refuse before the tracker gives up on this page. */
export const REFUSALS_MAX = 3;
/** An attempt without an answer for this long counts as failed; a big snapshot on 3G needs 30 s. */
export const ANSWER_MS = MINUTE_MS;
/** … and from this long on the server counts as in trouble: what waits is stored. */
export const SLOW_MS = 5 * SECOND_MS;

/** Browsers share 64 KiB between all requests that outlive a page; the page needs some too. */
export const LEAVING_BYTES = 48 * 1_024;
/** What may wait in sessionStorage for the next page of the tab; browsers allow about 5 MB. */
export const SPOOL_BYTES = 2_000_000;

/** What closed tabs left in IndexedDB is sent for this long: no session is older. */
export const ARCHIVE_MAX_MS = DAY_MS;

/** What is held back in memory, in UTF-16 units of JSON: a large page and what happens on it. */
export const RING_BYTES = 1_000_000;
/** So many errors and custom events wait for `capture.js`, which looks at them as a trigger. */
export const HAPPENED_MAX = 50;

/** The recorder starts at the latest this long after `load`, also on a page that never idles. */
export const RECORDER_IDLE_MS = SECOND_MS;
/** A file of ours that could not be loaded is asked for again after this long, then ever later … */
export const SCRIPT_MS = 20 * SECOND_MS;
/** … and not after a wait of this long: then something forbids it. */
export const SCRIPT_MAX_MS = 10 * MINUTE_MS;
/** Single-page apps set the title of a page some time after its URL. */
export const TITLE_MS = 300;

/** Longest strings that are sent, in UTF-16 units; the server cuts at the same lengths. */
export const URL_LENGTH = 2_048;
export const TITLE_LENGTH = 512;
export const MESSAGE_LENGTH = 1_024;
export const STACK_LENGTH = 4_096;
export const NAME_LENGTH = 128;
/** Properties of one custom event, as JSON. */
export const PROPERTIES_LENGTH = 8_192;
/** A page that throws in a loop is told of this often per page view. */
export const ERRORS_PER_PAGE_VIEW = 20;

/** Style sheets shorter than this stay in the recording: a reference would save little. */
export const SHEET_MIN_LENGTH = 1_024;
/** The server takes no larger asset. */
export const ASSET_MAX_BYTES = 2 * 1_024 * 1_024;
/** Larger images and fonts are not kept: they would cost the visitor more than they show. */
export const MEDIA_MAX_BYTES = 512 * 1_024;
/** All images and fonts that one page brings; what is kept already is not sent again. */
export const PAGE_MEDIA_BYTES = 4 * 1_024 * 1_024;
/** Events wait this long for the style sheets that they refer to, then they go with them. */
export const HOLD_MS = 3 * SECOND_MS;
/** What the server was known to have is asked again after this long. */
export const KNOWN_MS = DAY_MS;
/** So many style sheets are remembered: a site's pages share a few dozen; 100 bytes each. */
export const KNOWN_SHEETS = 200;

/** Larger pages are not recorded: a full snapshot would freeze them for seconds. */
export const ELEMENTS_MAX = 150_000;

/** A new full snapshot is due when all this happened since the last: it makes seeking fast. */
export const CHECKOUT_MS = 3 * MINUTE_MS;
export const CHECKOUT_MUTATIONS = 500;
export const CHECKOUT_BYTES = 512_000;

/** On a page of more elements, or more rules of style sheets, the recorder waits longer for a pause. */
export const HEAVY_ELEMENTS = 50_000;
export const HEAVY_RULES = 20_000;
/** … but not longer than this: the visitor may leave. */
export const HEAVY_IDLE_MS = 10 * SECOND_MS;
/** A full snapshot that takes longer is taken half as often from then on. */
export const SLOW_SNAPSHOT_MS = 500;

/** Changes of one element's attributes: a menu that opens makes a few dozens … */
export const ATTRIBUTE_BURST = 100;
/** … and an animation by script sixty a second, of which ten show it well enough. */
export const ATTRIBUTES_PER_SECOND = 10;
/** Changes of attributes that were held back follow this late. */
export const ATTRIBUTE_HOLD_MS = SECOND_MS;

/** Changes of the page, as JSON: a new view of a large app at once … */
export const MUTATION_BURST_BYTES = 1_000_000;
/** … and then as much as a slow phone can send. */
export const MUTATION_BYTES_PER_SECOND = 25_000;
/** A page is calm when it does not change for this long: then a full snapshot makes up for what was dropped … */
export const CALM_MS = SECOND_MS;
/** … but never sooner after the last one, because it is the dearest of all … */
export const RESYNC_MS = 5 * SECOND_MS;
/** … and so that all full snapshots together take no larger share of the time than this. */
export const SNAPSHOT_SHARE = 0.05;
/** Without input for this long nobody looks: what the page does alone is not recorded. */
export const UNATTENDED_MS = 5 * MINUTE_MS;

/** The recorder may hold the main thread for this share of some seconds, full snapshots not counted. */
export const LOAD_SHARE = 0.05;
export const LOAD_WINDOW_MS = 20 * SECOND_MS;
/** So many full snapshots that make up for dropped changes in a minute mean: the page is too busy. */
export const RESYNCS_MAX = 3;
export const RESYNC_WINDOW_MS = MINUTE_MS;
/** JSON of one page load: half an hour of a busy app. */
export const PAGE_BYTES_MAX = 20_000_000;

/** Many new elements are serialised in slices of this length: a long task is one of 50 ms. */
export const SLICE_MS = 12;
/** A record of more new nodes is split: some slices are shorter than it takes to look at all. */
export const SPLIT_NODES = 50;
/** The next slice follows in the page's next pause, or after this. */
export const SLICE_WAIT_MS = 100;

/** What recording costs is told this often, in time that the page was active. */
export const COST_MS = 15 * SECOND_MS;
/** A longer pause between two things that are recorded counts as this much of activity. */
export const ACTIVE_GAP_MS = 10 * SECOND_MS;

/** A frame asks this often to be recorded with the page that shows it … */
export const HELLO_MS = 2 * SECOND_MS;
/** … and so many times: a page that takes longer does not record. */
export const HELLOS_MAX = 15;

/** Canvases are looked at this often: enough to follow a chart or a drawing … */
export const CANVAS_LOOK_MS = SECOND_MS / 2;
/** … and at least this often while nothing changes on them. */
export const CANVAS_REST_MAX_MS = 4 * SECOND_MS;
/** Longer side of a picture in pixels, and its quality from 0 to 1: readable, and a few kilobytes. */
export const CANVAS_SIDE = 1_280;
export const CANVAS_QUALITY = 0.4;
/** A longer picture, as base64, is left out … */
export const CANVAS_LENGTH = 200_000;
/** … and so are all while too much was sent: so much at once, then so much a second. */
export const CANVAS_BURST_LENGTH = 1_000_000;
export const CANVAS_LENGTH_PER_SECOND = 25_000;
/** A page with more of them at once would be felt. */
export const CANVASES_MAX = 8;

/** Console messages, and requests, that are told of in each ten seconds: a loop costs no more. */
export const SIGNALS_WINDOW_MS = 10 * SECOND_MS;
export const SIGNALS_PER_WINDOW = 50;
/** … and of one page load; a page that lives for days ends in silence. */
export const SIGNALS_PER_LOAD = 2_000;
/** An object in the console is written down so deep, and so much of each of its parts. */
export const RENDER_DEPTH = 3;
export const RENDER_ITEMS = 10;
export const RENDER_STRING_LENGTH = 100;
/** Requests that wait for their end; a page with more has other troubles. */
export const PENDING_REQUESTS = 100;
/** A request begins at most this long before the browser says it did, in its own clock. */
export const REQUEST_SLACK_MS = 5;
/** Web vitals change several times in a row; the last value of such a row is sent. */
export const VITALS_MS = SECOND_MS;
/** CSS path of the element behind a web vital. */
export const ELEMENT_LENGTH = 200;
/** Calls of `pulse.identify` with another id that one page load can make. */
export const IDENTITIES_PER_LOAD = 10;

/** Three clicks at one place, each within a second of the last, are rage: what all the others count. */
export const RAGE_CLICKS = 3;
export const RAGE_MS = SECOND_MS;
/** CSS pixels that a hand moves between them. */
export const RAGE_DISTANCE = 30;
/** A click that the page has not answered after this is dead: patience ends sooner. */
export const DEAD_MS = 2_500;
/** What changed by itself within this before a click answers nobody; clocks tick every second. */
export const AMBIENT_MS = 5 * SECOND_MS;
/** An error so soon after a click belongs to it. */
export const BROKEN_MS = SECOND_MS;

/** A pointer that stays within this many CSS pixels … */
export const REST_DISTANCE = 6;
/** … for this long rests: shorter is a hand that slows down … */
export const REST_MS = 100;
/** … and after this nobody holds the mouse. */
export const REST_MAX_MS = 30 * SECOND_MS;
/** The way of the pointer is looked at this often, in squares of so many CSS pixels … */
export const MOVE_MS = 250;
export const MOVE_BIN = 16;
/** … and told this often. */
export const MOVES_MS = 10 * SECOND_MS;
/** What of the page is seen is looked at this often, and told this often. */
export const LOOK_MS = SECOND_MS;
export const REACH_MS = 30 * SECOND_MS;
/** Without any input for this long, nobody reads. */
export const UNATTENDED_LOOK_MS = 15 * SECOND_MS;
/** Height of a line of text, CSS pixels: what is seen is told no finer. */
export const LINE_PX = 25;
/** Landmarks of one page that are followed. */
export const LANDMARKS_MAX = 60;

/** A message without an answer for this long means that the connection is gone. */
export const LIVE_ANSWER_MS = 5 * SECOND_MS;
/** Browsers try for minutes to reach a server through a network that swallows everything. */
export const LIVE_OPEN_MS = 10 * SECOND_MS;
/** What the server is told of the page changes at most this often … */
export const PRESENCE_MS = SECOND_MS;
/** … and that the visitor is still active is told this often. */
export const ACTIVITY_TOLD_MS = 10 * SECOND_MS;
/** Batches leave at least this often while somebody watches, whatever the server asks for. */
export const LIVE_BATCH_MAX_MS = 5 * SECOND_MS;
/** The first attempt to connect again is made within this time … */
export const RECONNECT_MS = 5 * SECOND_MS;
/** … or this, where somebody may be watching … */
export const RECONNECT_RECORDED_MS = SECOND_MS;
/** … and all others within twice the time of the one before, up to this. */
export const RECONNECT_MAX_MS = MINUTE_MS;
/** A connection that has lived this long works: the next one that ends is the first that failed. */
export const STEADY_MS = 10 * SECOND_MS;
/** A run ends for a page that has heard nothing of the server for this long: as much may wait. */
export const UNHEARD_MAX_MS = 10 * MINUTE_MS;
/** Shorter batches go over the socket as they are: packing would take longer than it saves. */
export const LIVE_PACK_LENGTH = 4_096;
/** A batch goes by request where more UTF-16 units than this would wait in the socket. The server takes a MiB. */
export const SOCKET_BACKLOG = 300_000;
