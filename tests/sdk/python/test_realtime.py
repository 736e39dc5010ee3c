"""What back-end services poll: presence, routing status, queue observations; and a notification channel's topics."""

import uuid

from PureCloudPlatformClientV2 import (
    ChannelTopic,
    CreateQueueRequest,
    PresenceDefinition,
    QueueObservationQuery,
    QueueObservationQueryFilter,
    QueueObservationQueryPredicate,
    UserPresence,
    WritableEntity,
)

from callers import create_user


def filled(model, **fields):
    for name, value in fields.items():
        setattr(model, name, value)
    return model


def go_on_queue(admin, user):
    definitions = admin.presence.get_presencedefinitions(page_size=50).entities
    on_queue = next(each for each in definitions if each.system_presence == "On Queue" and each.primary)
    body = filled(UserPresence(), presence_definition=filled(PresenceDefinition(), id=on_queue.id))
    return admin.presence.patch_user_presences_purecloud(user.id, body)


def queue_of(admin, user):
    queue = admin.routing.post_routing_queues(filled(CreateQueueRequest(), name=f"Queue {uuid.uuid4()}"))
    admin.routing.post_routing_queue_members(queue.id, [filled(WritableEntity(), id=user.id)])
    return queue


def test_an_agent_goes_on_queue(admin, home):
    user = create_user(admin, home.id)
    assert admin.users.get_user_routingstatus(user.id).status == "OFF_QUEUE"
    assert go_on_queue(admin, user).presence_definition.system_presence == "On Queue"
    assert admin.users.get_user_routingstatus(user.id).status == "IDLE"


def test_a_queue_is_observed(admin, home):
    user = create_user(admin, home.id)
    queue = queue_of(admin, user)
    go_on_queue(admin, user)
    predicate = filled(QueueObservationQueryPredicate(), type="dimension", dimension="queueId", operator="matches", value=queue.id)
    chosen = filled(QueueObservationQueryFilter(), type="or", predicates=[predicate])
    query = filled(QueueObservationQuery(), filter=chosen, metrics=["oOnQueueUsers", "oWaiting"])
    results = admin.analytics.post_analytics_queues_observations_query(query).results
    seen = {(each.group.get("mediaType"), datum.metric, datum.qualifier): datum.stats.count for each in results for datum in each.data}
    assert seen[(None, "oOnQueueUsers", "IDLE")] == 1
    assert seen[("voice", "oWaiting", None)] == 0


def test_a_channel_takes_topics(admin, home):
    user = create_user(admin, home.id)
    channel = admin.notifications.post_notifications_channels()
    assert channel.connect_uri == f"ws://{admin.server.host}:{admin.server.port}/channels/{channel.id}"
    topic = f"v2.users.{user.id}.presence"
    admin.notifications.post_notifications_channel_subscriptions(channel.id, [filled(ChannelTopic(), id=topic)])
    assert [each.id for each in admin.notifications.get_notifications_channel_subscriptions(channel.id).entities] == [topic]
