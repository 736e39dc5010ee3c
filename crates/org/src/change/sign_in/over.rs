//! What ends with something else: sessions, codes and refresh tokens of a person or of a client.

use postern_model::{
    Client, Id, SignedIn, User,
    sign_in::{AuthorizationCode, Consent, Password, RefreshToken, Session},
};

use crate::Draft;

/// Ends whatever a person could get a new token with.
pub fn of_person(draft: &mut Draft<'_>, user: Id<User>) {
    draft.forget_where::<Session>(|session| session.user == user);
    draft.forget_where::<AuthorizationCode>(|code| code.user == user && code.spent.is_none());
    draft.forget_where::<RefreshToken>(|token| token.user == user);
}

/// Ends what a person began with the password.
pub fn of_password(draft: &mut Draft<'_>, user: Id<User>) {
    let ends = |of, signed_in| of == user && signed_in == SignedIn::Password;
    draft.forget_where::<Session>(|session| ends(session.user, session.signed_in));
    draft.forget_where::<AuthorizationCode>(|code| ends(code.user, code.signed_in) && code.spent.is_none());
    draft.forget_where::<RefreshToken>(|token| ends(token.user, token.signed_in));
}

/// Ends whatever a person who is deleted had: the password too, which a restored person does not get back.
pub fn of_deleted(draft: &mut Draft<'_>, user: Id<User>) {
    of_person(draft, user);
    if draft.password(user).is_some() {
        draft.forget::<Password>(&user.to_string());
    }
}

/// Ends whatever a client could get a new token with.
pub fn of_client(draft: &mut Draft<'_>, client: Id<Client>) {
    draft.forget_where::<AuthorizationCode>(|code| code.client == client && code.spent.is_none());
    draft.forget_where::<RefreshToken>(|token| token.client == client);
}

/// Ends whatever there is of a client that is gone.
pub fn of_removed(draft: &mut Draft<'_>, client: Id<Client>) {
    draft.forget_where::<AuthorizationCode>(|code| code.client == client);
    of_client(draft, client);
    if draft.kept::<Consent>(&client.to_string()).is_some() {
        draft.forget::<Consent>(&client.to_string());
    }
}
