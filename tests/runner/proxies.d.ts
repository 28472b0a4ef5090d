export type ProxyName = 'nginx' | 'caddy'
export const proxyNames: readonly ProxyName[]
export function findProxy(name: ProxyName | 'haproxy' | 'pgbouncer'): Promise<string | undefined>
