--liquibase formatted sql

--changeset registry:0067-checks-are-told
--comment: The fact about a mentor says until when they may meet minors, also when the reader of another service's feed records it.
call protect('record_check', array['own', 'intake', 'self'], array['write']);
