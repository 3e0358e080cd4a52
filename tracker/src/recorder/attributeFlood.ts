/**
 * Thins out the changes of attributes that animations make, before rrweb serialises them.
 *
 * Nothing is lost for good: the first record of what was held back knows the value before, and rrweb
 * reads the value of the moment when it is handed on. So one late record stands for all between.
 */

import { ATTRIBUTE_BURST, ATTRIBUTES_PER_SECOND } from "../limits";
import { type Bucket, openBucket } from "./bucket";

/** What is read of a `MutationRecord`. */
export interface ChangeRecord {
  readonly type: string;
  readonly target: object;
  readonly attributeName?: string | null;
}

export interface AttributeFlood<Change> {
  /** The records that may go on now; `now` in milliseconds. */
  thin(records: readonly Change[], now: number): Change[];
  /** One record for each attribute that was held back, which is held no longer. */
  release(): Change[];
  isHolding(): boolean;
}

export function watchAttributes<Change extends ChangeRecord>(): AttributeFlood<Change> {
  const buckets = new WeakMap<object, Bucket>();
  const held = new Map<object, Map<string, Change>>();

  function bucketOf({ target }: Change): Bucket {
    // The parts of one drawing move together.
    const group = (target as Partial<SVGElement>).ownerSVGElement ?? target;
    const bucket = buckets.get(group) ?? openBucket(ATTRIBUTE_BURST, ATTRIBUTES_PER_SECOND);
    buckets.set(group, bucket);
    return bucket;
  }
  function hold(record: Change): void {
    const ofNode = held.get(record.target) ?? new Map<string, Change>();
    held.set(record.target, ofNode);
    const name = record.attributeName ?? "";
    if (!ofNode.has(name)) ofNode.set(name, record);
  }
  function releaseNode(node: object): Change[] {
    const records = [...(held.get(node)?.values() ?? [])];
    held.delete(node);
    return records;
  }

  return {
    thin(records, now) {
      // All or none of a node's records of one moment: rrweb reads the value after the last.
      const verdicts = new Map<Bucket, boolean>();
      return records.flatMap((record) => {
        if (record.type !== "attributes") return [record];
        const bucket = bucketOf(record);
        const mayGo = verdicts.get(bucket) ?? bucket.hasAny(now);
        verdicts.set(bucket, mayGo);
        if (!mayGo) hold(record);
        else bucket.spend(1, now);
        return mayGo ? [...releaseNode(record.target), record] : [];
      });
    },
    release() {
      return [...held.keys()].flatMap(releaseNode);
    },
    isHolding: () => held.size > 0,
  };
}
