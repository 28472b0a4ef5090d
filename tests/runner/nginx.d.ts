export function findNginx(): Promise<string | undefined>
