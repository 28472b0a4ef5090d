import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { findProxy, type ProxyName } from '#tests/runner/proxies.js'
import { freePort } from './metered-server.ts'
import { newDataDir } from './server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const certificate = join(root, 'tests', 'fixtures', 'tls', 'certificate.pem')
export const certificateKey = join(root, 'tests', 'fixtures', 'tls', 'key.pem')

interface Behind {
  /** The server's address. */
  readonly url: string
  /** The address of the house's sign-in, when the proxy asks one. */
  readonly signIn?: string | undefined
}

export interface Proxy {
  readonly url: string
  /** The address without TLS. */
  readonly plain: string
}

/** Starts a proxy with its files of deploy/, as they are but for names, ports and paths. It ends with the test. */
export async function startProxy(name: ProxyName, behind: Behind): Promise<Proxy> {
  const program = await findProxy(name)
  if (program === undefined) throw new Error(`${name} is missing; the lines above say how to install it`)
  await trustCertificate()
  const folder = await newDataDir()
  const proxy = {
    url: `https://127.0.0.1:${await freePort()}`,
    plain: `http://127.0.0.1:${await freePort()}`,
  }
  const args = await (name === 'nginx' ? nginxIn : caddyIn)(folder, proxy, behind)
  const child = spawn(program, args, {
    env: { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  while (child.exitCode === null) {
    if (await answers(proxy.url)) return proxy
  }
  await ended
  throw new Error(`${name} ended at once: ${output}`)
}

async function nginxIn(folder: string, proxy: Proxy, behind: Behind): Promise<readonly string[]> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await mkdir(join(folder, 'temp'))
  const written = await deployed('nginx.conf', behind)
  const sites = written
    .replaceAll(/^ *listen \[::\].*\n/gmu, '')
    .replace('listen 80;', `listen ${hostOf(proxy.plain)};`)
    .replace('listen 443 ssl;', `listen ${hostOf(proxy.url)} ssl;`)
    .replaceAll(/server_name .*;/gu, 'server_name 127.0.0.1;')
    .replace('/etc/ssl/boussole/fullchain.pem', certificate)
    .replace('/etc/ssl/boussole/privkey.pem', certificateKey)
    .replace(
      '# include /etc/nginx/boussole-sign-in.conf;',
      behind.signIn ? `include ${folder}/sign-in.conf;` : '',
    )
  await writeFile(join(folder, 'sign-in.conf'), await deployed('nginx-sign-in.conf', behind))
  await writeFile(
    join(folder, 'nginx.conf'),
    `
    daemon off;
    master_process off;
    pid ${folder}/pid;
    error_log stderr;
    events {}
    http {
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n')}
      ${sites}
    }`,
  )
  return ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')]
}

async function caddyIn(folder: string, proxy: Proxy, behind: Behind): Promise<readonly string[]> {
  const site = (await deployed('Caddyfile', behind))
    .replace('boussole.example.org {', `${proxy.url} {\n\ttls ${certificate} ${certificateKey}`)
    .replace('# import boussole-sign-in.caddy', behind.signIn ? 'import boussole-sign-in.caddy' : '')
  await writeFile(join(folder, 'boussole-sign-in.caddy'), await deployed('boussole-sign-in.caddy', behind))
  await writeFile(
    join(folder, 'Caddyfile'),
    `{\n\tadmin off\n\thttp_port ${new URL(proxy.plain).port}\n\tauto_https disable_redirects\n}\n${site}`,
  )
  return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile']
}

async function deployed(file: string, { url, signIn }: Behind): Promise<string> {
  const text = await readFile(join(root, 'deploy', file), 'utf8')
  return text
    .replaceAll('http://127.0.0.1:3000', url)
    .replaceAll(/(?<=reverse_proxy )127\.0\.0\.1:3000/gu, hostOf(url))
    .replaceAll('http://127.0.0.1:4180', signIn ?? url)
    .replaceAll(/127\.0\.0\.1:4180/gu, hostOf(signIn ?? url))
}

/** For the rest of the test, this process trusts the certificate of the tests. */
export async function trustCertificate(): Promise<void> {
  const before = getCACertificates('default')
  const ours = await readFile(certificate, 'utf8')
  if (before.includes(ours)) return
  setDefaultCACertificates([...before, ours])
  onTestFinished(() => setDefaultCACertificates(before))
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url)
    return true
  } catch {
    // It does not listen yet.
    return false
  }
}

function hostOf(url: string): string {
  return new URL(url).host
}
