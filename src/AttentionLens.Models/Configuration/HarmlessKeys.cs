using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Keys that the configuration of any family may have and that change no number: bookkeeping, training and text generation.</summary>
internal static class HarmlessKeys
{
    public static ImmutableArray<string> All { get; } =
    [
        "_attn_implementation_autoset", "_name_or_path", "architectures", "model_type", "dtype", "torch_dtype", "torchscript",
        "transformers_version", "tokenizer_class", "use_bfloat16", "use_cache", "tf_legacy_loss", "task_specific_params", "finetuning_task",
        "problem_type", "return_dict", "output_attentions", "output_hidden_states", "output_past", "chunk_size_feed_forward", "remove_invalid_values",
        "gradient_checkpointing", "initializer_range", "id2label", "label2id", "num_labels",
        "bos_token_id", "eos_token_id", "sep_token_id", "prefix", "bad_words_ids", "begin_suppress_tokens", "suppress_tokens",
        "forced_bos_token_id", "forced_eos_token_id", "do_sample", "early_stopping", "temperature", "top_k", "top_p", "typical_p",
        "max_length", "min_length", "num_beams", "num_beam_groups", "num_return_sequences", "diversity_penalty", "length_penalty",
        "repetition_penalty", "exponential_decay_length_penalty", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size", "output_scores",
        "return_dict_in_generate",
    ];
}
