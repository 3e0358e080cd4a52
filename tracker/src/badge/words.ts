/** What the badge says, in the languages that most pages of the web are written in. */

export type Words = readonly [recorded: string, watched: string];

const ENGLISH: Words = ["This visit is being recorded", "This visit is being watched"];

/** By the first part of a language tag. */
const WORDS: ReadonlyMap<string, Words> = new Map(
  Object.entries<Words>({
    de: ["Dieser Besuch wird aufgezeichnet", "Bei diesem Besuch sieht jemand zu"],
    es: ["Esta visita se está grabando", "Alguien está viendo esta visita"],
    fr: ["Cette visite est enregistrée", "Quelqu’un suit cette visite"],
    it: ["Questa visita viene registrata", "Qualcuno sta guardando questa visita"],
    ja: ["この閲覧は記録されています", "この閲覧は表示されています"],
    ko: ["이 방문은 기록되고 있습니다", "누군가 이 방문을 보고 있습니다"],
    nl: ["Dit bezoek wordt opgenomen", "Iemand kijkt mee met dit bezoek"],
    pl: ["Ta wizyta jest nagrywana", "Ktoś ogląda tę wizytę"],
    pt: ["Esta visita está a ser gravada", "Alguém está a ver esta visita"],
    ru: ["Этот визит записывается", "За этим визитом наблюдают"],
    tr: ["Bu ziyaret kaydediliyor", "Bu ziyaret izleniyor"],
    uk: ["Цей візит записується", "За цим візитом спостерігають"],
    zh: ["本次访问正在被记录", "有人正在观看本次访问"],
  }),
);

/** The words for a page's `lang`, such as `de-AT`; English where there are none. */
export function wordsFor(lang: string): Words {
  return WORDS.get(lang.toLowerCase().split("-", 1)[0] ?? "") ?? ENGLISH;
}
