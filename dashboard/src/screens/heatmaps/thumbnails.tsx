import { useQueryClient } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useMe, useProject } from "../../project";
import { playerAddress } from "../replay/use-replay";
import { backdropsQuery } from "./queries";
import { Thumbnailer } from "./thumbnailer";
import { useMap } from "./use-map";

const Makers = createContext<Thumbnailer | null>(null);

/** Makes thumbnails for what stands in it, in a player page that nobody sees. */
export function Thumbnails({ children }: { children: ReactNode }) {
  const project = useProject();
  const { projectId } = project;
  const { playerOrigin } = useMe();
  const queries = useQueryClient();
  const { controller, frame } = useMap(project, playerOrigin);
  const maker = useMemo(
    () =>
      new Thumbnailer(projectId, controller, async (pageURL) => {
        const asked = backdropsQuery({ projectId, pageURL, type: "click" }, undefined);
        return (await queries.fetchQuery(asked)).snapshots[0] ?? null;
      }),
    [projectId, controller, queries],
  );
  useEffect(() => () => maker.stop(), [maker]);
  return (
    <Makers value={maker}>
      {children}
      {/* One pixel, not none: a browser does not draw what is not on the screen. */}
      <iframe
        ref={frame}
        title="Makes small pictures of pages"
        aria-hidden="true"
        tabIndex={-1}
        src={playerAddress(playerOrigin)}
        className="pointer-events-none fixed bottom-0 left-0 size-px border-0 opacity-0"
      />
    </Makers>
  );
}

/** A small picture of a page as a visitor saw it; made when it comes into view. */
export function Thumbnail({ pageURL }: { pageURL: string }) {
  const maker = useContext(Makers);
  const box = useRef<HTMLSpanElement>(null);
  const [address, setAddress] = useState(maker?.peek(pageURL) ?? null);
  useEffect(() => {
    const element = box.current;
    if (!element || !maker || address) return;
    let isGone = false;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      maker.get(pageURL).then(
        (made) => isGone || setAddress(made),
        () => undefined,
      );
    });
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
    };
  }, [maker, pageURL, address]);
  return (
    <span
      ref={box}
      className="flex h-16 w-28 shrink-0 items-center justify-center overflow-hidden rounded-sm border border-line bg-sunken"
    >
      {address ? (
        <img src={address} alt="" className="size-full animate-appear object-cover object-top" />
      ) : (
        <FileText className="size-4 text-ink-faint" aria-hidden="true" />
      )}
    </span>
  );
}
