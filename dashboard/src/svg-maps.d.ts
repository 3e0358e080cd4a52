/** What the maps of `@svg-maps` are typed by: a package of types that is not published with them. */
declare module "svg-maps__common" {
  export interface Map {
    label: string;
    viewBox: string;
    locations: readonly { name: string; id: string; path: string }[];
  }
}
