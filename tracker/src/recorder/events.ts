/** The events that rrweb writes; only what is read here. */

export type AttributeValue = string | number | boolean | null | StyleChange;
/** rrweb's form of a changed `style`: false removes a property. */
export interface StyleChange {
  readonly [property: string]: string | readonly [string, string] | false;
}

export type Attributes = Record<string, AttributeValue>;

/** A node as rrweb serialises it. */
export interface RecordedNode {
  readonly type: number;
  readonly id: number;
  readonly tagName?: string;
  readonly attributes?: Attributes;
  readonly textContent?: string;
  readonly childNodes?: readonly RecordedNode[];
}

export interface MutationData {
  readonly source: number;
  readonly texts: readonly { readonly id: number; readonly value: string | null }[];
  readonly attributes: readonly { readonly id: number; readonly attributes: Attributes }[];
  readonly adds: readonly { readonly parentId: number; readonly node: RecordedNode }[];
}

export interface RecordedEvent {
  readonly type: number;
  readonly timestamp: number;
  readonly data: unknown;
}
