-- What analytics look for in the facts of every session, made once when they are written: what kind of
-- site brought it (the rules of `questions/channels.py`, which a test compares with these), and whether
-- nothing at all was in it. Facts that stand already are completed in the background (`filing.py`).
alter table session_facts
    add column if not exists channel LowCardinality(String) materialized multiIf(
        match(lower(utm_medium), '^(cpc|ppc|cpv|cpa|cpp|retargeting|paid.*)$') and match(lower(source), '(^|[.])(google|bing|duckduckgo|yahoo|ecosia|qwant|startpage|yandex|ya|baidu|naver|seznam|sogou|search[.]brave|kagi|mojeek|swisscows|aol|presearch|metager|coccoc)([.][a-z]{2,4}){0,2}$'), 'paid-search',
        match(lower(utm_medium), '^(cpc|ppc|cpv|cpa|cpp|retargeting|paid.*)$') and match(lower(source), '(^|[.])(facebook|fb|instagram|threads|x|t|twitter|linkedin|lnkd|reddit|pinterest|pin|tiktok|snapchat|tumblr|vk|ok|weibo|xing|quora|bsky|bluesky|mastodon|mastodon[.]social|news[.]ycombinator|discord|telegram|whatsapp|wa|lobste)([.][a-z]{2,4}){0,2}$|(^|[.])(youtube|youtu|vimeo|twitch|dailymotion|bilibili|rumble)([.][a-z]{2,4}){0,2}$'), 'paid-social',
        match(lower(utm_medium), '^(display|banner|expandable|interstitial|cpm)$'), 'display',
        match(lower(utm_medium), '^(cpc|ppc|cpv|cpa|cpp|retargeting|paid.*)$'), 'paid-other',
        match(lower(source), '(^|[.])(chatgpt|chat[.]openai|openai|perplexity|claude|gemini[.]google|bard[.]google|copilot[.]microsoft|copilot|mistral|chat[.]mistral|chat[.]deepseek|deepseek|grok|meta[.]ai|you|poe|phind|kimi|doubao)([.][a-z]{2,4}){0,2}$'), 'ai-assistant',
        match(lower(utm_medium), 'e-?mail|newsletter'), 'email',
        match(lower(source), 'e-?mail|newsletter|(^|[.])(mail[.]google|outlook|mail[.]yahoo|mail[.]ru|mail[.]proton)([.][a-z]{2,4}){0,2}$'), 'email',
        match(lower(utm_medium), '^affiliates?$'), 'affiliate',
        match(lower(utm_medium), '^organic$'), 'search',
        match(lower(source), '(^|[.])(google|bing|duckduckgo|yahoo|ecosia|qwant|startpage|yandex|ya|baidu|naver|seznam|sogou|search[.]brave|kagi|mojeek|swisscows|aol|presearch|metager|coccoc)([.][a-z]{2,4}){0,2}$'), 'search',
        match(lower(utm_medium), '^(social|social-network|social-media|sm)$'), 'social',
        match(lower(source), '(^|[.])(facebook|fb|instagram|threads|x|t|twitter|linkedin|lnkd|reddit|pinterest|pin|tiktok|snapchat|tumblr|vk|ok|weibo|xing|quora|bsky|bluesky|mastodon|mastodon[.]social|news[.]ycombinator|discord|telegram|whatsapp|wa|lobste)([.][a-z]{2,4}){0,2}$'), 'social',
        match(lower(utm_medium), 'video'), 'video',
        match(lower(source), '(^|[.])(youtube|youtu|vimeo|twitch|dailymotion|bilibili|rumble)([.][a-z]{2,4}){0,2}$'), 'video',
        match(lower(source), '.'), 'referral',
        'direct'
    ),
    add column if not exists is_empty Bool materialized not (
        page_view_count > 0 or has_recording or event_count > 0 or custom_event_count > 0 or error_count > 0
    );
