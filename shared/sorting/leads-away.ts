const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u))

/** After these a name says more about the people whom its first words name. */
export const leadsAway = {
  fr: listed(
    `de d du des a au aux en dans sur sous chez qui que qu dont ou pour par avec sans contre apres avant entre vers hors
    lors pres comme`,
  ),
  en: listed(
    `of in at on from for with without who whom whose that which behind near around under over after before between to by
    about against inside outside across`,
  ),
} as const
