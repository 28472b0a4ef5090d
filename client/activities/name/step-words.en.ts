export const en = { begin: 'Name the groups' }
