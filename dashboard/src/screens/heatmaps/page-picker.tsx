import { Command } from "cmdk";
import { ChevronDown, FileText } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/button";
import { Popover, PopoverContent, PopoverTrigger } from "../../components/popover";
import { formatCount, formatPage, formatPlural } from "../../format";
import type { PageHeat } from "./heat";
import { Thumbnail, Thumbnails } from "./thumbnails";

/** Which page the map is of; pages with the most interactions first, or any pattern with `*`. */
export function PagePicker({
  pageURL,
  pages,
  onChange,
}: {
  pageURL: string | undefined;
  pages: readonly PageHeat[];
  onChange: (pageURL: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const page = pageURL ? shown(pageURL) : "Choose a page";
  const choose = (chosen: string) => {
    setOpen(false);
    setTyped("");
    onChange(chosen);
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button aria-label={`Page of the map: ${page}`} className="min-w-0 max-w-full shrink">
          <FileText aria-hidden="true" className="text-ink-faint" />
          <span className="truncate">{page}</span>
          <ChevronDown aria-hidden="true" className="text-ink-faint" />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-[30rem]">
        <Thumbnails>
          <Command label="Pages" shouldFilter={!typed.includes("*")}>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Find a page, or type a pattern such as */product/*"
              className="h-10 w-full border-line border-b bg-transparent px-3 text-sm outline-none placeholder:text-ink-faint"
            />
            <Command.List className="max-h-[min(28rem,60dvh)] overflow-auto p-1">
              <Command.Empty className="px-3 py-6 text-center text-ink-muted">
                No page has that in its address.
              </Command.Empty>
              {typed.includes("*") ? (
                <Item value={typed} onSelect={() => choose(typed.trim())}>
                  <span>
                    All pages like <span className="font-mono">{typed}</span>
                  </span>
                </Item>
              ) : null}
              {pages.map((page) => (
                <Item key={page.pageURL} value={page.pageURL} onSelect={() => choose(page.pageURL)}>
                  <Thumbnail pageURL={page.pageURL} />
                  <PageWords page={page} />
                </Item>
              ))}
            </Command.List>
          </Command>
        </Thumbnails>
      </PopoverContent>
    </Popover>
  );
}

function PageWords({ page }: { page: PageHeat }) {
  const { pageURL, title, views, interactions, isRule, pageCount } = page;
  return (
    <span className="flex min-w-0 flex-1 flex-col">
      <span className="truncate font-medium">{shown(pageURL)}</span>
      <span className="truncate text-ink-muted text-xs">{title}</span>
      <span className="text-ink-faint text-xs tabular-nums">
        {formatPlural(views, "view")} · {formatCount(interactions)} interactions
        {isRule ? ` · ${formatPlural(pageCount, "page")}` : null}
      </span>
    </span>
  );
}

/** A page in the words of people: its path, or the pattern. The API names pages as host and path. */
function shown(pageURL: string): string {
  if (pageURL.includes("*")) return pageURL;
  return /^https?:/.test(pageURL) ? formatPage(pageURL) : pageURL.replace(/^[^/]*(?=\/)/, "");
}

function Item({
  value,
  onSelect,
  children,
}: {
  value: string;
  onSelect: () => void;
  children: React.ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex cursor-default items-center gap-3 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  );
}
