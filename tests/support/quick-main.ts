import './quick-figures.ts'

// The server reads its pace after the figures have theirs.
await import('#server/main.ts')
