using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Models;

/// <summary>Inputs that are texts.</summary>
internal interface ITextInputs
{
    /// <summary>What turns ids back into text; null where the folder holds none.</summary>
    Tokenizer? Tokenizer { get; }
}
