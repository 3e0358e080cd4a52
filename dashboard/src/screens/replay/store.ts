/** Where the replay's modules find stores: the same ones as everybody's. */

export { createStore, type Store, useStore } from "../../store";
