/** How much of an element is looked at; apart from the code, so that the numbers are built into it. */

/** The element and its ancestors: enough to reach the landmarks of most pages. */
export const STEPS = 8;
/** So many of them, the nearest, also say what they show: an item, and the list around it. */
export const NEAR = 5;
/** Descendants that tell one icon from another. */
export const INSIDE = 6;
/** How much of an icon's outline. */
export const OUTLINE_LENGTH = 40;
/** Places are counted up to here: rows of long tables are known by their texts. */
export const PLACES = 60;
/** Words of a text that are looked at: enough to tell two texts apart. */
export const WORDS = 8;
/** Classes of one element; more of them are mostly about looks. */
export const CLASSES = 4;
/** Shorter remains of a name say only which tool made it. */
export const STEM_LENGTH = 5;
/** Longest text of a label, in UTF-16 units. */
export const LABEL_LENGTH = 40;
