import { type ReactNode, useRef } from "react";

/** A value that shows by a short tint that it has just changed, without moving anything. */
export function Tinted({ value, children }: { value: number; children: ReactNode }) {
  const first = useRef(value);
  const hasChanged = first.current !== value;
  return (
    // A new key starts the animation again.
    <span key={value} className={hasChanged ? "animate-tint rounded-sm" : undefined}>
      {children}
    </span>
  );
}
