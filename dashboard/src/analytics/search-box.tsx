import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Input } from "../components/input";

/** Typing asks the server only when it pauses for so long, ms. */
const PAUSE_MS = 250;

/** Text to find rows by, which stands in the address. */
export function SearchBox({
  label,
  value,
  name = "find",
}: {
  label: string;
  value: string;
  /** Parameter of the address. */
  name?: "find" | "start";
}) {
  const navigate = useNavigate();
  const change = useCallback(
    (text: string) =>
      void navigate({
        to: ".",
        search: (previous) => ({ ...previous, [name]: text || undefined }),
        replace: true,
      }),
    [navigate, name],
  );
  return <TypedBox label={label} value={value} onChange={change} />;
}

function TypedBox({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className="relative w-72 max-sm:w-auto max-sm:min-w-48 max-sm:flex-1">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-faint"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-8 pl-8"
      />
    </div>
  );
}
