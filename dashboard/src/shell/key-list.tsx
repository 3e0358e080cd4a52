import { Dialog } from "../components/dialog";
import { Key } from "../components/key";
import { useKeyGroups } from "./keys";

const NAMES: Record<string, string> = {
  " ": "Space",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  "Shift+ArrowLeft": "⇧ ←",
  "Shift+ArrowRight": "⇧ →",
};

/** What `?` shows: every key of the screen that is open. */
export function KeyList({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const groups = useKeyGroups();
  return (
    <Dialog title="Keys" open={open} onOpenChange={onOpenChange} className="max-w-2xl">
      <div className="grid items-start gap-x-10 gap-y-5 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-2 text-ink-muted text-xs">{group.title}</h3>
            <dl className="grid grid-cols-[1fr_auto] gap-y-1.5">
              {group.bindings.map(({ keys, does }) => (
                <KeyRow key={keys} keys={keys} does={does} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function KeyRow({ keys, does }: { keys: string; does: string }) {
  const names = keys === " " ? [" "] : keys.split(" ");
  return (
    <>
      <dt>{does}</dt>
      <dd className="flex gap-1">
        {names.map((name) => (
          <Key key={name}>{NAMES[name] ?? name}</Key>
        ))}
      </dd>
    </>
  );
}
