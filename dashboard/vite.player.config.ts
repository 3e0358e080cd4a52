import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

/** The player's server knows one page: `index.html`. */
function asIndex(): Plugin {
  return {
    name: "player-as-index",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["player.html"];
      if (page) page.fileName = "index.html";
    },
  };
}

/** The player page, built apart: it is served on another origin and shares no chunk with the dashboard. */
export default defineConfig({
  plugins: [asIndex()],
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL("../src/pagepulse/static/player", import.meta.url)),
    emptyOutDir: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    // The page's security policy allows no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: fileURLToPath(new URL("./player.html", import.meta.url)) },
  },
});
