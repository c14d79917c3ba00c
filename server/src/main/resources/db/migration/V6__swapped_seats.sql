-- Who led a call in which a person played the persona, as its title; null where a person led. Such a call is nobody's
-- attempt: it counts for no best score, is compared with none, and is remembered in none.
alter table sessions add column led_by varchar(100);
