import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `pagepulse serve` listens by default; the development server passes API calls on to it. */
const SERVER = process.env.PAGEPULSE_DEV_SERVER ?? "http://localhost:8200";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: fileURLToPath(new URL("../src/pagepulse/static/dashboard", import.meta.url)),
    emptyOutDir: true,
    // The oldest browsers with light-dark(), on which both themes stand.
    target: ["chrome123", "firefox128", "safari17.5"],
    // The security policy allows no inline scripts and no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Libraries change seldom: browsers keep them over many releases of ours.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: "tanstack", test: /node_modules\/@tanstack\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": SERVER,
      "/live/admin": { target: SERVER, ws: true, rewriteWsOrigin: true },
      "^/(pulse|rescue|capture|recorder)\\.js$": SERVER,
    },
  },
});
