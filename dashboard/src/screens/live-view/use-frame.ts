import { type RefObject, useEffect, useRef } from "react";
import { type FromPlayer, readFromPlayer, type ToPlayer } from "../../player/protocol";

/** A player page in a frame: what it says, and what is said to it. */
export interface PlayerFrame {
  frame: RefObject<HTMLIFrameElement | null>;
  send(message: ToPlayer): void;
}

/** Make a frame's ends; nothing is heard before `useMessages`. */
export function useFrame(playerOrigin: string): PlayerFrame {
  const frame = useRef<HTMLIFrameElement>(null);
  const made = useRef<PlayerFrame>(undefined);
  made.current ??= {
    frame,
    send: (message) => frame.current?.contentWindow?.postMessage(message, playerOrigin),
  };
  return made.current;
}

/** Hear what the player page in the frame says. `hear` stays the same. */
export function useMessages(
  { frame }: PlayerFrame,
  playerOrigin: string,
  hear: (message: FromPlayer) => void,
): void {
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      const player = frame.current?.contentWindow ?? null;
      const message = readFromPlayer(event, player, playerOrigin);
      if (message) hear(message);
    };
    window.addEventListener("message", onMessage);
    return () => window.removeEventListener("message", onMessage);
  }, [frame, playerOrigin, hear]);
}

/** Tell whenever the whole dashboard becomes visible or invisible. */
export function useVisibility(onChange: (isVisible: boolean) => void): void {
  useEffect(() => {
    const tell = () => onChange(document.visibilityState === "visible");
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [onChange]);
}
