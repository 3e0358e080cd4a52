/** What goes over the socket, in the words of the contract; types alone. */

import type { components } from "@pagepulse/contract";

type Schemas = components["schemas"];

/** By event; each is sent as `{event, data, id?}`. */
export type ToServer = Schemas["LiveVisitorToServer"];
export type ToVisitor = Schemas["LiveServerToVisitor"];
export type JoinAnswer = Schemas["LiveJoinAnswer"];
export type BatchStored = Schemas["LiveBatchStored"];
export type VisitorPage = Schemas["LiveVisitorPage"];

/** A message of the server. */
export type Command = {
  [Event in keyof ToVisitor]: { readonly event: Event; readonly data: ToVisitor[Event] };
}[keyof ToVisitor];
