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

/** Larger pages are not recorded: a full snapshot would freeze them for seconds. */
export const ELEMENTS_MAX = 150_000;

/** A new full snapshot is due when all this happened since the last: it makes seeking fast. */
export const CHECKOUT_MS = 3 * MINUTE_MS;
export const CHECKOUT_MUTATIONS = 500;
export const CHECKOUT_BYTES = 512_000;
