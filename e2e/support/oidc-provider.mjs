// An OpenID Connect provider for the tests: it prints its address and serves until it is ended. Whoever plays the
// browser says on the way in who logs in (`as`) and what is to go wrong (`fault`: nonce, expired, audience, declined).
import { OAuth2Server } from 'oauth2-mock-server';

const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');
const begun = new Map();

server.service.on('beforeAuthorizeRedirect', (redirect, request) => {
  const { as, fault } = request.query;
  begun.set(redirect.url.searchParams.get('code'), { as, fault });
  if (fault === 'declined') {
    redirect.url.searchParams.delete('code');
    redirect.url.searchParams.set('error', 'access_denied');
  }
});

server.service.on('beforeTokenSigning', (token, request) => {
  const { as, fault } = begun.get(request.body.code) ?? {};
  if (as) Object.assign(token.payload, { sub: as, name: `示例${as}` });
  if (fault === 'nonce') token.payload.nonce = 'another';
  if (fault === 'audience') token.payload.aud = 'another';
  // The tests' own clock stands in January 2020.
  if (fault === 'expired') token.payload.exp = Date.parse('2020-01-01') / 1000;
});

await server.start(0, '127.0.0.1');
console.log(server.issuer.url);
// Nothing is left behind when a test is killed.
process.stdin.on('end', () => process.exit()).resume();
