mod responseassets;
