import { Hint } from "../../components/hint";
import { countryName } from "../../format";

/** A country by its name: half of all systems draw no flags. */
export function Country({ code }: { code: string }) {
  const name = countryName(code);
  if (!name) return <span className="text-ink-faint">–</span>;
  return (
    <Hint text={`${name}, estimated from the time zone`}>
      <span className="block truncate text-ink-muted">{name}</span>
    </Hint>
  );
}
