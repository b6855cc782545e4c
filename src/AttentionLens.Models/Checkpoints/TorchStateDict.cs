namespace AttentionLens.Models.Checkpoints;

/// <summary>The tensors of a pickle's value, which must be a dictionary of named tensors and nothing else.</summary>
internal static class TorchStateDict
{
    public static IReadOnlyDictionary<string, TorchTensor> Tensors(string fileName, object? value)
    {
        if (value is not PickleDictionary dictionary)
        {
            throw new CheckpointException(
                $"{Quoted.Of(fileName)} holds no dictionary; expected a state dict from names to tensors; save model.state_dict()");
        }

        Dictionary<string, TorchTensor> tensors = new(StringComparer.Ordinal);
        foreach ((object? key, object? item) in dictionary.Items)
        {
            if (key is not string name || item is not TorchTensor tensor)
            {
                string what = key is string text ? $"something under {Quoted.Of(text)} that is no tensor" : "something without a name";
                throw new CheckpointException(
                    $"{Quoted.Of(fileName)} holds {what}; expected a state dict from names to tensors; save model.state_dict() alone");
            }

            if (!tensors.TryAdd(name, tensor))
            {
                throw new CheckpointException(
                    $"{Quoted.Of(fileName)} holds the tensor {Quoted.Of(name)} twice; expected every name once; download it again");
            }
        }

        return tensors;
    }
}
