#!/usr/bin/env bash
# Records conversations/identity-life.jsonl: a role, a division, a group, a person and a machine client are made, changed, read
# and removed with curl. Needs curl and jq, and a built `postern` (POSTERN_BIN names another one).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

postern=${POSTERN_BIN:-target/debug/postern}
recording=conversations/identity-life.jsonl
folder=$(mktemp -d)
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1

rm -f "$recording"
"$postern" up --ephemeral --listen 127.0.0.1:0 --ready-file "$folder/ready.json" --record "$recording" >/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" || true; rm -rf "$folder"' EXIT
until [[ -s "$folder/ready.json" ]]; do kill -0 "$server"; sleep 0.1; done
url=$(jq -r .url "$folder/ready.json")
exec >/dev/null

# A token for a client: log_in ID SECRET
log_in() {
  curl --silent --user "$1:$2" --data grant_type=client_credentials "$url/oauth/token" | jq -r .access_token
}

# A request with $token; the answer's body: ask METHOD PATH [BODY]
ask() {
  curl --silent --request "$1" --header "Authorization: Bearer $token" ${3:+--header "Content-Type: application/json" --data "$3"} \
    "$url/api/v2/$2"
}

token=$(log_in "$(jq -r .client_id "$folder/ready.json")" "$(jq -r .client_secret "$folder/ready.json")")
ask GET organizations/me
ask GET tokens/me
ask GET authorization/divisions/home

division=$(ask POST authorization/divisions '{"name":"Claims","description":"People who handle claims"}' | jq -er .id)
ask GET "authorization/divisions/$division"
ask PUT "authorization/divisions/$division" '{"name":"Claims handling","description":"People who handle claims"}'
ask GET 'authorization/divisions?name=Claims%20handling'

role=$(ask POST authorization/roles '{"name":"Claims reader","description":"Reads people and roles","permissionPolicies":[
  {"domain":"authorization","entityName":"role","actionSet":["view"]},{"domain":"directory","entityName":"user","actionSet":["view"]}]}' \
  | jq -er .id)
ask GET "authorization/roles/$role"
ask PUT "authorization/roles/$role" '{"name":"Claims reader","description":"Reads roles","permissionPolicies":[
  {"domain":"authorization","entityName":"role","actionSet":["view"]}]}'
ask GET 'authorization/roles?name=Claims%20reader'
ask POST authorization/roles '{"name":"Claims reader","permissionPolicies":[]}'
ask POST authorization/roles '{"name":"Wrong","permissionPolicies":[{"domain":"authorization","entityName":"role","actionSet":["fly"]}]}'

user=$(ask POST users "{\"name\":\"Ines Caldera\",\"email\":\"ines.caldera@local.example\",\"divisionId\":\"$division\",\"password\":\"Never-Recorded-7\"}" | jq -er .id)
ask GET "users/$user"
ask PATCH "users/$user" '{"version":1,"title":"Claims adjuster","department":"Claims"}'
ask POST "users/$user/password" '{"newPassword":"Never-Recorded-8"}'
ask POST "authorization/subjects/$user/bulkadd?subjectType=PC_USER" "{\"grants\":[{\"roleId\":\"$role\",\"divisionId\":\"$division\"}]}"
ask GET "authorization/subjects/$user"
ask GET "users/$user/roles"
ask POST users/search '{"query":[{"type":"EXACT","fields":["email"],"value":"ines.caldera@local.example"}]}'

group=$(ask POST groups "{\"name\":\"Claims team\",\"type\":\"official\",\"rulesVisible\":true,\"visibility\":\"public\",\"ownerIds\":[\"$user\"]}" | jq -er .id)
ask GET "groups/$group"
ask POST "groups/$group/members" "{\"memberIds\":[\"$user\"],\"version\":1}"
ask GET "groups/$group/members"
ask PUT "groups/$group" '{"name":"Claims team","description":"All who handle claims","version":2}'
ask GET 'groups?pageSize=100'

# Whoever makes a client must hold the roles that it gets.
bootstrap=$(jq -r .client_id "$folder/ready.json")
ask POST oauth/clients "{\"name\":\"Claims export\",\"authorizedGrantType\":\"CLIENT-CREDENTIALS\",\"roleDivisions\":[{\"roleId\":\"$role\",\"divisionId\":\"*\"}]}"
ask POST "authorization/subjects/$bootstrap/bulkadd?subjectType=PC_OAUTH_CLIENT" "{\"grants\":[{\"roleId\":\"$role\",\"divisionId\":\"*\"}]}"
machine=$(ask POST oauth/clients "{\"name\":\"Claims export\",\"authorizedGrantType\":\"CLIENT-CREDENTIALS\",\"accessTokenValiditySeconds\":7200,
  \"roleDivisions\":[{\"roleId\":\"$role\",\"divisionId\":\"$division\"}]}")
client=$(jq -er .id <<<"$machine")
admin_token=$token
log_in "$client" "a secret that is wrong"
token=$(log_in "$client" "$(jq -r .secret <<<"$machine")")
ask GET 'authorization/roles?name=Claims%20reader'
ask GET users
ask GET users/me
token=$admin_token
ask GET "oauth/clients/$client"
ask PUT "oauth/clients/$client" "{\"name\":\"Claims export\",\"description\":\"Nightly\",\"authorizedGrantType\":\"CLIENT-CREDENTIALS\",\"accessTokenValiditySeconds\":3600,
  \"roleDivisions\":[{\"roleId\":\"$role\",\"divisionId\":\"*\"}]}"
secret=$(ask POST "oauth/clients/$client/secret" '{}' | jq -er .secret)
credential=$(ask POST integrations/credentials "{\"name\":\"Claims export\",\"type\":{\"name\":\"pureCloudOAuthClient\"},
  \"credentialFields\":{\"clientId\":\"$client\",\"clientSecret\":\"$secret\"}}" | jq -er .id)
ask GET "integrations/credentials/$credential"
token=$(log_in "$client" "$secret")
ask GET tokens/me
ask DELETE tokens/me
ask GET tokens/me
token=$admin_token
ask GET 'oauth/clients?pageSize=100'

ask DELETE "integrations/credentials/$credential"
ask DELETE "oauth/clients/$client"
ask PUT "oauth/clients/$client" "{\"name\":\"Claims export\",\"authorizedGrantType\":\"CLIENT-CREDENTIALS\",\"state\":\"inactive\",
  \"roleDivisions\":[{\"roleId\":\"$role\",\"divisionId\":\"*\"}]}"
ask DELETE "oauth/clients/$client"
ask GET "oauth/clients/$client"
ask DELETE "groups/$group"
ask DELETE "users/$user"
ask GET "users/$user"
ask DELETE "authorization/roles/$role"
ask DELETE "authorization/divisions/$division"
ask GET "authorization/divisions/$division"
ask GET no/such/thing
