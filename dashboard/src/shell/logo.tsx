/** The product's mark; with its name where there is room. */
export function Logo({ isNarrow = false }: { isNarrow?: boolean }) {
  return (
    <span className="flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-pulse" />
        <path
          d="M5 17h5.2l3-8 5.4 14 3.2-6H27"
          className="stroke-on-pulse"
          fill="none"
          strokeWidth="2.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={isNarrow ? "sr-only" : "font-semibold text-base tracking-tight"}>
        PagePulse
      </span>
    </span>
  );
}
