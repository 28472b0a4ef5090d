import { writeRights } from './rights.ts'

export const write = { rights: writeRights } as const
