/** Which ids `pulse.identify` takes. */

/** An id is a number or a name of a data set: no spaces, no `@`, no dots. */
const ID = /^[\w:|-]{1,128}$/;
/** Keys of cloud services and bank accounts have the form of an id, and are none. */
const PRIVATE = /^(?:AKIA|ASIA|[A-Z]{2}\d{2})[A-Z\d]{11,30}$/;

/** The id as it is sent; null for what may be an address, a token or an account, and is refused. */
export function identityOf(given: unknown): string | null {
  const id = Number.isFinite(given) ? String(given) : given;
  return typeof id === "string" && ID.test(id) && !PRIVATE.test(id) ? id : null;
}
