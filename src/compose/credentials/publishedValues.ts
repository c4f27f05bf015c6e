/**
 * Values that look like chance, but are printed in files that many people copy: whoever reads those has them.
 * Each stands in the project that is named.
 */
export const publishedValues: readonly string[] = [
  // Plane, `SECRET_KEY` and `LIVE_SERVER_SECRET_KEY` of deployments/cli/community.
  '60gp0byfz2dvffa45cxl20p1scy9xbpf6d8c5y0geejgkyp1b5',
  '2FiJk1U2aiVPEQtzLehYGlTSnTnrs7LW',
  // Supabase, `SECRET_KEY_BASE` of docker/.env.example.
  'UpNVntn3cDxHJpq99YMc1T1AQgQpc8kfYTuRgBiYa15BLrx8etQoXz3gZv1/u2oq',
  // PhotoPrism, `PHOTOPRISM_OIDC_SECRET` of its compose.yaml; Nginx Proxy Manager, `AUTHENTIK_TOKEN` of its compose file
  // for developers.
  '9d8351a0-ca01-4556-9c37-85eb634869b9',
  'wKYZuRcI0ETtb8vWzMCr04oNbhrQUUICy89hSpDln1OEKLjiNEuQ51044Vkp',
  // Traefik, the users of its page on BasicAuth (passwords `test` and `test2`), and Caddy, `Bob` of its page on
  // basic_auth (password `hiccup`): a hash whose password is printed beside it protects nothing.
  '$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/',
  '$apr1$d9hr9HBB$4HxwgUir3HP4EsggP/QNo0',
  '$2a$14$Zkx19XLiW6VYouLHR5NmfOFU0z2GTNmpkT/5qqR7hx4IjWJPDhjvG',
];
