import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "./button";
import { cn } from "./class-names";

/** How long "Copied" stands before the button offers itself again. */
const COPIED_MS = 2000;

/** Copy text and say so; tells when the browser forbids it. Returns whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    toast.error("The browser did not allow copying. Select the text and copy it by hand.");
    return false;
  }
}

function CopyButton({
  text,
  label = "Copy",
  look = "outline",
}: {
  text: string;
  label?: string;
  look?: "outline" | "primary";
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button look={look} size="small" onClick={async () => setCopied(await copyText(text))}>
      {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}

/** Code that is meant to be copied. */
export function CodeBlock({ code, className }: { code: string; className?: string }) {
  return (
    <div
      className={cn(
        "flex flex-col gap-3 rounded-lg border border-line bg-sunken p-3 text-left max-sm:items-start sm:flex-row sm:items-start",
        className,
      )}
    >
      <code className="min-w-0 flex-1 py-1 font-mono [overflow-wrap:anywhere] text-ink text-xs leading-5">
        {code}
      </code>
      <CopyButton text={code} />
    </div>
  );
}
