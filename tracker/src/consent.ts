/** What the visitor has chosen, and what we leave behind in the browser then. */

export type Choice = "granted" | "denied";

export interface Consent {
  /** The visitor's last word; null when there was none. */
  choice(): string | null;
  /** Remember a choice. A refusal removes all else that we stored. */
  choose(choice: Choice): void;
}

/** Stores nothing until somebody chooses. `prefix` begins the names of all that we store. */
export function openConsent(prefix: string): Consent {
  const name = `${prefix}consent`;
  let held: string | null = null;

  return {
    choice() {
      attempt(() => {
        held = localStorage.getItem(name) ?? held;
      });
      return held;
    },
    choose(choice) {
      held = choice;
      if (choice === "denied") {
        attempt(() => {
          clear(sessionStorage, prefix);
          clear(localStorage, prefix);
          // Where the archive keeps batches; see `recorder/archive.ts`.
          indexedDB.deleteDatabase(`${prefix}spool`);
        });
      }
      attempt(() => localStorage.setItem(name, choice));
    },
  };
}

function clear(storage: Storage, prefix: string): void {
  for (const name of Object.keys(storage)) if (name.startsWith(prefix)) storage.removeItem(name);
}

/** Where the browser denies storage there is nothing to remove, and the page is our only memory. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // As said above.
  }
}
