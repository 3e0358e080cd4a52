/** How the menus of the filter bar look, one within the other. */

export const INPUT =
  "h-10 w-full border-line border-b bg-transparent px-3 outline-none placeholder:text-ink-faint";
export const ITEM =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0";
