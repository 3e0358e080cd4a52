import { Eye, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { CodeBlock } from "../../components/copy";
import { KeptMedia } from "./kept-media";
import { PrivacyMode } from "./privacy-mode";
import { Section } from "./section";

const NEVER = [
  "What visitors type or choose in any field, hidden fields too: a mask of fixed length takes its place",
  "E-mail addresses, card and account numbers, tokens and long runs of digits, wherever they stand",
  "The query and fragment of addresses, but for utm_… campaign names",
  "The screen of visitors whose browser asks for privacy (Global Privacy Control, Do Not Track): only their page views count",
  "Cookies, local storage, and the content of frames of other sites",
];

const SEEN = [
  "The pages as the visitor saw them: text, pictures, layout; as dots and boxes in the strict mode",
  "Pointer, clicks, scrolling, window sizes",
  "Which pages were opened, in which order, for how long",
  "Messages of script errors",
];

/** Ways for a site to hide more, by attributes of its own elements. */
const MARKS = [
  { code: "<p data-pulse-mask>Ada Lovelace</p>", does: "The text becomes dots; the layout stays." },
  {
    code: "<p data-pulse-unmask>Terms of delivery</p>",
    does: "In the strict mode, its text is shown nevertheless; fields never are.",
  },
  { code: "<section data-pulse-block>…</section>", does: "An empty box of the same size." },
  { code: "<input data-pulse-ignore>", does: "Not even that something was typed." },
];

/** What of a visited page is recorded, what never is, and how a site hides more. */
export function PrivacySettings() {
  return (
    <>
      <PrivacyMode />
      <KeptMedia />
      <Section
        title="Never recorded"
        note="Masking happens in the visitor's browser: what is masked is never sent. Nothing switches this off."
      >
        <List items={NEVER} icon={<Lock className={ICON} aria-hidden="true" />} />
      </Section>
      <Section title="Recorded">
        <List items={SEEN} icon={<Eye className={ICON} aria-hidden="true" />} />
      </Section>
      <Section title="Hide more" note="Mark elements of your pages; what is inside is marked too.">
        <div className="flex flex-col gap-4">
          {MARKS.map(({ code, does }) => (
            <div key={code} className="flex flex-col gap-1.5">
              <p>{does}</p>
              <CodeBlock code={code} />
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}

const ICON = "mt-0.5 size-4 shrink-0 text-ink-faint";

function List({ items, icon }: { items: readonly string[]; icon: ReactNode }) {
  return (
    <ul className="flex flex-col gap-2">
      {items.map((item) => (
        <li key={item} className="flex max-w-prose items-start gap-2.5">
          {icon}
          {item}
        </li>
      ))}
    </ul>
  );
}
