/** The numbers rrweb gives its events. One constant each, so that the build writes them in place. */

export const fullSnapshot = 2;
export const incrementalSnapshot = 3;
export const meta = 4;
