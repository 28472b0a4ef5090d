/**
 * So many placed notes and groups show whether words tell where a note belongs. Of fewer notes half are told by chance.
 * Not measured.
 */
export const fewestPlaced = 10
export const fewestGroups = 2
