import { describeCountry } from "../format";
import { Hint } from "./hint";

/** A country as flag and code; flags that a system does not draw fall back to the code's letters. */
export function Country({ code }: { code: string }) {
  const country = describeCountry(code);
  if (!country) return <span className="text-ink-faint">–</span>;
  return (
    <Hint text={`${country.name}, estimated from the time zone`}>
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden="true">{country.flag}</span>
        <span className="text-ink-muted">{code}</span>
        <span className="sr-only">{country.name}</span>
      </span>
    </Hint>
  );
}
