mod queues;
