--liquibase formatted sql

--changeset programme:0057-offers-of-a-run
--comment: What an old run leads to is looked up when it is about to go.
create index matching_offer_run on matching_offer (region_id, run_id);
