/** Says on what the visitor acted: reads the events of a tab in order of time. */

import { EventType, type eventWithTime, IncrementalSource, MouseInteractions } from "rrweb";
import { type ActionKind, type ElementLabel, MAX_LABELS } from "../protocol";
import { controlAround, nameOf } from "./names";
import { isMutation, Tree } from "./tree";

const POINTER_KINDS: Partial<Record<MouseInteractions, ActionKind>> = {
  [MouseInteractions.Click]: "click",
  [MouseInteractions.DblClick]: "double_click",
  [MouseInteractions.ContextMenu]: "context_menu",
  [MouseInteractions.TouchStart]: "touch",
  [MouseInteractions.Focus]: "focus",
  [MouseInteractions.Blur]: "blur",
};

/** Remembers the page between the windows of a tab. */
export interface Labeller {
  /** Return the labels of the actions among events that follow those read before. */
  read(events: readonly eventWithTime[]): ElementLabel[];
}

type Incremental = Extract<eventWithTime, { type: EventType.IncrementalSnapshot }>["data"];

/** Return what the visitor did and to which node; null when the page did it, or nobody. */
function actionOf(data: Incremental): { kind: ActionKind; id: number } | null {
  if (data.source === IncrementalSource.Input) {
    return data.userTriggered === false ? null : { kind: "input", id: data.id };
  }
  if (data.source !== IncrementalSource.MouseInteraction) return null;
  const kind = POINTER_KINDS[data.type];
  return kind ? { kind, id: data.id } : null;
}

function labelOf(data: Incremental, timestamp: number, tree: Tree): ElementLabel | null {
  const action = actionOf(data);
  const node = action && tree.get(action.id);
  if (!node) return null;
  const control = controlAround(node);
  // The server lists moments by whole milliseconds.
  const at = Math.floor(timestamp);
  return { at, kind: action.kind, label: nameOf(control, tree), element: control.id };
}

/** Make a labeller; it takes sanitised events only, and keeps none of them. */
export function createLabeller(): Labeller {
  const tree = new Tree();
  return {
    read(events) {
      const labels: ElementLabel[] = [];
      for (const event of events) {
        if (event.type === EventType.FullSnapshot) tree.reset(event.data.node);
        if (event.type !== EventType.IncrementalSnapshot) continue;
        if (isMutation(event.data)) tree.change(event.data);
        else if (labels.length < MAX_LABELS) {
          const label = labelOf(event.data, event.timestamp, tree);
          if (label) labels.push(label);
        }
      }
      return labels;
    },
  };
}
