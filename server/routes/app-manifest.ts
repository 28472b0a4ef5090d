import type { Language } from '#shared/board/document.ts'

const words = {
  en: {
    description: 'A board on which a team works out its purpose together',
    join: 'Join with a code',
    open: 'Open a board',
  },
  fr: {
    description: 'Un tableau où une équipe formule ensemble sa raison d’être',
    join: 'Rejoindre avec un code',
    open: 'Ouvrir un tableau',
  },
} satisfies Record<Language, object>

const icon = (file: string, size: number, purpose: 'any' | 'maskable', basePath: string) => ({
  src: `${basePath}/${file}`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** The web app manifest, of the product under this path. */
export function appManifest(basePath: string, language: Language): object {
  const said = words[language]
  const icons = [
    icon('icon-192.png', 192, 'any', basePath),
    icon('icon-512.png', 512, 'any', basePath),
    icon('icon-maskable-512.png', 512, 'maskable', basePath),
  ]
  const shortcut = (name: string, path: string) => ({ name, url: basePath + path, icons: icons.slice(0, 1) })
  return {
    id: `${basePath}/`,
    name: 'Boussole',
    short_name: 'Boussole',
    description: said.description,
    lang: language,
    start_url: `${basePath}/`,
    scope: `${basePath}/`,
    display: 'standalone',
    background_color: '#f7f3ea',
    theme_color: '#f7f3ea',
    icons,
    shortcuts: [shortcut(said.join, '/join'), shortcut(said.open, '/')],
    share_target: {
      action: `${basePath}/share`,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        title: 'title',
        text: 'text',
        url: 'url',
        files: [{ name: 'photos', accept: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] }],
      },
    },
  }
}
