import { Toaster } from "sonner";
import { useTheme } from "../theme";

/** Where short notices appear, in the look of the rest. */
export function Toasts() {
  return (
    <Toaster
      theme={useTheme()}
      position="bottom-right"
      toastOptions={{
        style: {
          background: "var(--color-raised)",
          color: "var(--color-ink)",
          border: "none",
          boxShadow: "var(--shadow-popover)",
          borderRadius: "8px",
          fontFamily: "var(--font-sans)",
        },
        // The library's own colours of this button cannot be read on a dark notice.
        cancelButtonStyle: { background: "var(--color-hover)", color: "var(--color-ink)" },
      }}
    />
  );
}
