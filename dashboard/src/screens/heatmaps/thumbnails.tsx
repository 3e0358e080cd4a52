import { useQueryClient } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { PlayerFrame } from "../../components/player-frame";
import { useMe, useProject } from "../../project";
import { backdropsQuery } from "./queries";
import { type Sight, Thumbnailer } from "./thumbnailer";
import { useMap } from "./use-map";

const Makers = createContext<Thumbnailer | null>(null);

/** Makes thumbnails for what stands in it, in a player page that nobody sees. */
export function Thumbnails({ children }: { children: ReactNode }) {
  const project = useProject();
  const { projectId } = project;
  const { playerOrigin } = useMe();
  const { controller, frame } = useMap(project, playerOrigin);
  const maker = useMemo(() => new Thumbnailer(projectId, controller), [projectId, controller]);
  useEffect(() => () => maker.stop(), [maker]);
  return (
    <Makers value={maker}>
      {children}
      {/* One pixel, not none: a browser does not draw what is not on the screen. */}
      <PlayerFrame
        frame={frame}
        title="Makes small pictures of pages"
        aria-hidden="true"
        tabIndex={-1}
        playerOrigin={playerOrigin}
        onEnded={() => controller.lose()}
        className="pointer-events-none fixed bottom-0 left-0 size-px border-0 opacity-0"
      />
    </Makers>
  );
}

/**
 * The address of a picture that is made when `box` comes into view: undefined until it is tried,
 * null where there is none. `find` is kept by the caller.
 */
export function usePicture(name: string, find: () => Promise<Sight | null>) {
  const maker = useContext(Makers);
  const box = useRef<HTMLSpanElement>(null);
  const [made, setMade] = useState<{ name: string; address: string | null } | null>(null);
  const known = made?.name === name ? made.address : maker?.peek(name);
  useEffect(() => {
    const element = box.current;
    if (!element || !maker || known !== undefined) return;
    let isGone = false;
    const end = (address: string | null) => isGone || setMade({ name, address });
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      maker.get(name, find).then(end, () => end(null));
    });
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
    };
  }, [maker, name, find, known]);
  return { box, address: known };
}

/** Twice as wide as it is shown: sharp on a fine screen. */
const WIDTH_PX = 224;

/** A small picture of a page as a visitor saw it; made when it comes into view. */
export function Thumbnail({ pageURL }: { pageURL: string }) {
  const { projectId } = useProject();
  const queries = useQueryClient();
  const find = useCallback(async () => {
    const asked = backdropsQuery({ projectId, pageURL, type: "click" }, undefined);
    const [backdrop] = (await queries.fetchQuery(asked)).snapshots;
    return backdrop ? { backdrop, heat: null, viewport: null, width: WIDTH_PX } : null;
  }, [projectId, pageURL, queries]);
  const { box, address } = usePicture(pageURL, find);
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
