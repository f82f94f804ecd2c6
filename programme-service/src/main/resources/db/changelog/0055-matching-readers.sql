--liquibase formatted sql

--changeset programme:0055-readers
--comment: The psychologist of a school looks at its runs too: who is left without a mentor and why. What participants said in confidence is taken out by the code; the wishes and the preferences themselves stay the curator's.
call protect('matching_run', array['own', 'write', 'intake'], array['write', 'intake']);
call protect('matching_input', array['own', 'write', 'intake'], array['write', 'intake']);
call protect('matching_pair', array['own', 'write', 'intake'], array['write', 'intake']);
call protect('matching_left', array['own', 'write', 'intake'], array['write', 'intake']);
