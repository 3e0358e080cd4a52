export interface ErrorsSearch {
  find?: string | undefined;
}

export function parseErrorsSearch(search: Record<string, unknown>): ErrorsSearch {
  return {
    find:
      typeof search.find === "string" && search.find !== "" ? search.find.slice(0, 200) : undefined,
  };
}
